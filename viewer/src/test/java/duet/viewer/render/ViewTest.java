package duet.viewer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ViewTest {
  private static final Grid SQUARE = new Grid(512, 512, 0.45, 0.45);

  @Test
  void fitShowsTheWholeImageInTheMiddle() {
    View view = View.of(SQUARE, Framing.Fit.FIT, 1000, 600);
    assertEquals(0, view.toViewY(0), 1);
    assertEquals(600, view.toViewY(512), 1);
    assertEquals(500, view.toViewX(256), 1);
  }

  @Test
  void pixelsThatAreTallInThePatientAreTallOnScreen() {
    Grid tall = new Grid(256, 128, 1, 2);
    View view = View.of(tall, Framing.Fit.FIT, 512, 512);
    assertEquals(2 * view.scaleX(), view.scaleY(), 1e-9);
    assertEquals(512, view.toViewY(128) - view.toViewY(0), 1);
    assertEquals(view.pixelsPerMm(), view.scaleY() / 2, 1e-9);
  }

  @Property
  void imageCoordinatesComeBack(
      @ForAll @DoubleRange(min = 0.1, max = 32) double zoom,
      @ForAll @DoubleRange(min = 0, max = 512) double column,
      @ForAll @DoubleRange(min = 0, max = 512) double row) {
    View view = View.of(SQUARE, new Framing.At(zoom, column, row), 640, 480);
    assertEquals(row, view.toColumn(view.toViewX(row)), 1e-6);
    assertEquals(column, view.toRow(view.toViewY(column)), 1e-6);
    assertEquals(320, view.toViewX(column), 0.51, "the asked point is in the centre");
  }

  @Test
  void zoomKeepsThePointUnderTheCursor() {
    View view = View.of(SQUARE, Framing.Fit.FIT, 600, 600);
    double column = view.toColumn(250);
    double row = view.toRow(330);
    View closer = View.of(SQUARE, view.zoomedAbout(250, 330, 1.7), 600, 600);
    assertEquals(250, closer.toViewX(column), 1);
    assertEquals(330, closer.toViewY(row), 1);
    assertEquals(view.zoom() * 1.7, closer.zoom(), 1e-9);
  }

  @Test
  void zoomEndsAtItsLimits() {
    View view = View.of(SQUARE, Framing.Fit.FIT, 600, 600);
    assertEquals(Framing.At.MAX_ZOOM, view.zoomedAbout(300, 300, 1e9).zoom());
    assertEquals(Framing.At.MIN_ZOOM, view.zoomedAbout(300, 300, 1e-9).zoom());
  }

  @Test
  void theImageCannotBePushedOutOfTheView() {
    View view = View.of(SQUARE, Framing.Fit.FIT, 600, 600);
    View far = View.of(SQUARE, view.movedBy(-1e6, 1e6), 600, 600);
    assertTrue(far.toViewX(512) >= 299);
    assertTrue(far.toViewY(0) <= 301);
  }

  @Test
  void panMovesTheImageWithTheMouse() {
    View view = View.of(SQUARE, new Framing.At(2, 256, 256), 600, 600);
    View moved = View.of(SQUARE, view.movedBy(40, -25), 600, 600);
    assertEquals(view.toViewX(100) + 40, moved.toViewX(100), 1);
    assertEquals(view.toViewY(100) - 25, moved.toViewY(100), 1);
  }

  @Test
  void refusesNonsense() {
    assertThrows(IllegalArgumentException.class, () -> new Framing.At(Double.NaN, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> View.of(SQUARE, Framing.Fit.FIT, 0, 10));
    assertThrows(IllegalArgumentException.class, () -> new Grid(5, 5, 0, 1));
  }
}
