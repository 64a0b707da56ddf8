package duet.viewer.overlay;

import duet.viewer.style.Palette;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;

/** A bar of a round number of millimetres; its right end is at x = 0, its line at y = 0. */
final class ScaleBar extends Group {
  private static final double[] LENGTHS_MM = {100, 50, 20, 10, 5, 2, 1};
  private static final double LONGEST = 120;

  private final Line[] halos = {new Line(), new Line(), new Line()};
  private final Line[] lines = {new Line(), new Line(), new Line()};
  private final Label label = new Label();

  ScaleBar() {
    add(halos, Color.color(0, 0, 0, 0.65), 3);
    add(lines, Palette.TEXT, 1);
    label.getStyleClass().add("scale-label");
    getChildren().add(label);
    setManaged(false);
  }

  private void add(Line[] some, Color colour, double width) {
    for (Line line : some) {
      line.setStroke(colour);
      line.setStrokeWidth(width);
      getChildren().add(line);
    }
  }

  /** Length for a scale: the longest round one that is not too long for the screen. */
  static double lengthMm(double unitsPerMm) {
    for (double length : LENGTHS_MM) {
      if (length * unitsPerMm <= LONGEST) {
        return length;
      }
    }
    return LENGTHS_MM[LENGTHS_MM.length - 1];
  }

  void scale(double unitsPerMm) {
    double mm = lengthMm(unitsPerMm);
    double length = Math.rint(mm * unitsPerMm);
    for (Line[] some : List.of(halos, lines)) {
      line(some[0], -length, 0, 0, 0);
      line(some[1], -length, -4, -length, 4);
      line(some[2], 0, -4, 0, 4);
    }
    label.setText(Math.round(mm) + " mm");
    label.autosize();
    label.relocate(-length - label.getWidth() - 6, Math.rint(-label.getHeight() / 2));
  }

  private static void line(Line line, double x0, double y0, double x1, double y1) {
    line.setStartX(x0 + 0.5);
    line.setStartY(y0 + 0.5);
    line.setEndX(x1 + 0.5);
    line.setEndY(y1 + 0.5);
  }
}
