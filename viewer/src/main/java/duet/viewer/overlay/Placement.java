package duet.viewer.overlay;

import duet.viewer.finding.Box;
import duet.viewer.render.View;

/**
 * Where image coordinates lie in a view, in JavaFX units.
 *
 * @param outputScale device pixels per JavaFX unit
 */
public record Placement(View view, double outputScale) {
  public double x(double column) {
    return view.toViewX(column) / outputScale;
  }

  public double y(double row) {
    return view.toViewY(row) / outputScale;
  }

  public double unitsPerMm() {
    return view.pixelsPerMm() / outputScale;
  }

  /** The box in JavaFX units of the view. */
  public Box of(Box image) {
    return new Box(
        x(image.x()),
        y(image.y()),
        image.width() * view.scaleX() / outputScale,
        image.height() * view.scaleY() / outputScale);
  }
}
