package duet.viewer.viewport;

import duet.viewer.render.View;

/**
 * A picture on screen and where it lies, in device pixels.
 *
 * @param outputScale device pixels per JavaFX unit
 */
public record Shown(Picture picture, View view, double outputScale) {
  /** Position in the view, in JavaFX units, of an image column. */
  public double toUnitsX(double column) {
    return view.toViewX(column) / outputScale;
  }

  /** Position in the view, in JavaFX units, of an image row. */
  public double toUnitsY(double row) {
    return view.toViewY(row) / outputScale;
  }
}
