package duet.viewer.overlay;

import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.style.Palette;
import java.util.Locale;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeType;

/**
 * A box with its class and confidence. Colour tells the class; line and sign tell the decision, so
 * that nothing is told by colour alone: accepted has a tick, rejected a cross and a dashed line,
 * selected has handles at the corners.
 */
final class FindingMark extends Group {
  private static final double HANDLE = 7;

  private final Finding finding;
  private final Rectangle halo = new Rectangle();
  private final Rectangle line = new Rectangle();
  private final Rectangle[] handles = {
    new Rectangle(), new Rectangle(), new Rectangle(), new Rectangle()
  };
  private final Label label = new Label();

  FindingMark(Finding finding, Emphasis emphasis) {
    this.finding = finding;
    Color colour = Palette.ofClass(finding.label());
    boolean selected = emphasis == Emphasis.SELECTED;
    getStyleClass().add("finding-mark");
    stroke(halo, Color.color(0, 0, 0, 0.65), selected ? 5 : 4);
    stroke(line, colour, selected ? 2.5 : 1.5);
    if (finding.decision() == Finding.Decision.REJECTED) {
      line.getStrokeDashArray().setAll(6.0, 5.0);
    }
    label.setText(words(finding));
    label.getStyleClass().add("finding-label");
    label.setStyle("-fx-text-fill: " + Palette.css(colour) + ";");
    getChildren().addAll(halo, line, label);
    if (selected) {
      for (Rectangle handle : handles) {
        handle.setFill(colour);
        stroke(handle, Color.color(0, 0, 0, 0.65), 1);
        handle.setFill(colour);
        getChildren().add(handle);
      }
    }
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

  Finding finding() {
    return finding;
  }

  /** Moves to where the image is now. */
  void place(Placement placement) {
    Box box = placement.of(finding.box());
    move(halo, box);
    move(line, box);
    corner(handles[0], box.x(), box.y());
    corner(handles[1], box.x() + box.width(), box.y());
    corner(handles[2], box.x(), box.y() + box.height());
    corner(handles[3], box.x() + box.width(), box.y() + box.height());
  }

  /** Puts the label beside the box, once all boxes are placed. */
  void placeLabel(LabelPlaces places) {
    label.autosize();
    Box place = places.place(box(), label.getWidth(), label.getHeight());
    label.relocate(Math.rint(place.x()), Math.rint(place.y()));
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
