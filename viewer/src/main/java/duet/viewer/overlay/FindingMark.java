package duet.viewer.overlay;

import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.style.Palette;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeType;
import javafx.scene.text.Text;

/**
 * A box with its class and confidence. Colour tells the class; line and sign tell the decision, so
 * that nothing is told by colour alone: accepted has a tick, rejected a cross and a dashed line,
 * selected has handles at the corners.
 *
 * <p>A mark can be given another finding: scrolling goes through hundreds of slices, and new nodes
 * would have to be styled for each.
 */
final class FindingMark extends Group {
  private static final double HANDLE = 7;
  private static final double SIDE = 5;
  private static final Color SHADE = Color.color(0, 0, 0, 0.65);

  private final Rectangle halo = new Rectangle();
  private final Rectangle line = new Rectangle();
  private final List<Rectangle> handles =
      List.of(new Rectangle(), new Rectangle(), new Rectangle(), new Rectangle());
  private final Rectangle plate = new Rectangle();
  private final Text words = new Text();
  private Box where = new Box(0, 0, 0, 0);

  FindingMark() {
    getStyleClass().add("finding-mark");
    plate.getStyleClass().add("finding-plate");
    words.getStyleClass().add("finding-label");
    words.setTextOrigin(VPos.TOP);
    for (Rectangle handle : handles) {
      stroke(handle, SHADE, 1);
    }
    getChildren().addAll(halo, line, plate, words);
    getChildren().addAll(handles);
  }

  /** Becomes the mark of a finding, at the place of the one before until it is placed. */
  void show(Finding finding, Emphasis emphasis) {
    Color colour = Palette.ofClass(finding.label());
    boolean selected = emphasis == Emphasis.SELECTED;
    stroke(halo, SHADE, selected ? 5 : 4);
    stroke(line, colour, selected ? 2.5 : 1.5);
    boolean rejected = finding.decision() == Decision.REJECTED;
    line.getStrokeDashArray().setAll(rejected ? List.of(6.0, 5.0) : List.of());
    words.setText(words(finding));
    words.setStyle("-fx-fill: " + Palette.css(colour) + ";");
    for (Rectangle handle : handles) {
      handle.setFill(colour);
      handle.setVisible(selected);
    }
    where = finding.box();
  }

  private static void stroke(Rectangle shape, Color colour, double width) {
    shape.setFill(Color.TRANSPARENT);
    shape.setStroke(colour);
    shape.setStrokeWidth(width);
    shape.setStrokeType(StrokeType.CENTERED);
  }

  private static String words(Finding finding) {
    String sign =
        switch (finding.decision()) {
          case UNDECIDED -> "";
          case ACCEPTED -> "✓ ";
          case REJECTED -> "✗ ";
        };
    return String.format(Locale.ROOT, "%s%s %.2f", sign, finding.label(), finding.confidence());
  }

  /** Moves to where the image is now. */
  void place(Placement placement) {
    Box box = placement.of(where);
    move(halo, box);
    move(line, box);
    corner(handles.get(0), box.x(), box.y());
    corner(handles.get(1), box.x() + box.width(), box.y());
    corner(handles.get(2), box.x(), box.y() + box.height());
    corner(handles.get(3), box.x() + box.width(), box.y() + box.height());
  }

  /** Puts the label beside the box, once all boxes are placed. */
  void placeLabel(LabelPlaces places) {
    applyCss(); // a new mark may come after this pulse has styled the scene
    Bounds size = words.getLayoutBounds();
    Box place = places.place(box(), size.getWidth() + 2 * SIDE, size.getHeight() + 2);
    double x = Math.rint(place.x());
    double y = Math.rint(place.y());
    move(plate, new Box(x, y, place.width(), place.height()));
    words.relocate(x + SIDE, y + 1);
  }

  /** The box in JavaFX units of the view. */
  Box box() {
    return new Box(line.getX(), line.getY(), line.getWidth(), line.getHeight());
  }

  private static void move(Rectangle shape, Box box) {
    shape.setX(box.x());
    shape.setY(box.y());
    shape.setWidth(box.width());
    shape.setHeight(box.height());
  }

  private static void corner(Rectangle handle, double x, double y) {
    move(handle, new Box(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE));
  }
}
