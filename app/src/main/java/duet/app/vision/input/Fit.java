package duet.app.vision.input;

import duet.models.card.ImageInput;
import duet.models.card.ImageInput.Resize;
import duet.viewer.finding.Box;

/**
 * How an image lies in the input of a network: {@code columns x rows} of its pixels from ({@code
 * originX}, {@code originY}) on, scaled, fill {@code fitWidth x fitHeight} pixels from ({@code
 * left}, {@code top}); the rest is padding.
 *
 * @param gainX network pixels an image column
 * @param gainY network pixels an image row
 */
public record Fit(
    int originX,
    int originY,
    int columns,
    int rows,
    int left,
    int top,
    int fitWidth,
    int fitHeight,
    double gainX,
    double gainY) {

  /** Where an image of a size comes to lie. */
  public static Fit of(ImageInput input, int columns, int rows) {
    if (input.resize() == Resize.STRETCH) {
      double gainX = (double) input.width() / columns;
      double gainY = (double) input.height() / rows;
      return new Fit(0, 0, columns, rows, 0, 0, input.width(), input.height(), gainX, gainY);
    }
    return letterbox(input, columns, rows);
  }

  /**
   * The arithmetic of Ultralytics' LetterBox and scale_boxes, to the rounding: sizes are rounded
   * half to even as Python does, an odd rest of padding goes to the right and to the bottom.
   */
  private static Fit letterbox(ImageInput input, int columns, int rows) {
    double gain = Math.min((double) input.height() / rows, (double) input.width() / columns);
    int fitWidth = Math.max(1, (int) Math.rint(columns * gain));
    int fitHeight = Math.max(1, (int) Math.rint(rows * gain));
    int left = (int) Math.rint((input.width() - fitWidth) / 2.0 - 0.1);
    int top = (int) Math.rint((input.height() - fitHeight) / 2.0 - 0.1);
    return new Fit(0, 0, columns, rows, left, top, fitWidth, fitHeight, gain, gain);
  }

  boolean holds(Pixels pixels) {
    return columns == pixels.columns() && rows == pixels.rows();
  }

  /** The same of a part of an image that begins elsewhere. */
  Fit from(int x, int y) {
    boolean here = x == originX && y == originY;
    return here ? this : new Fit(x, y, columns, rows, left, top, fitWidth, fitHeight, gainX, gainY);
  }

  /** A box given in network pixels by its centre and size, in image pixels; not clipped. */
  public Box toImage(double centreX, double centreY, double width, double height) {
    double x = (centreX - width / 2 - left) / gainX;
    double y = (centreY - height / 2 - top) / gainY;
    return new Box(originX + x, originY + y, width / gainX, height / gainY);
  }
}
