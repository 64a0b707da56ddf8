package duet.models.training.detect.scene;

import duet.models.dataset.LabelBox;
import duet.models.training.detect.yolo.Box;

/**
 * Which square of a picture a canvas shows.
 *
 * @param left column of the picture at which the square begins
 * @param side of the square, in pixels of the picture
 * @param width of the picture
 */
record Place(int left, int top, int side, int width, int height) {
  private double scale() {
    return (double) Scene.SIDE / side;
  }

  /** A marked box, in pixels of the canvas. */
  Box onCanvas(LabelBox box) {
    double halfWidth = box.width() * width / 2;
    double halfHeight = box.height() * height / 2;
    double x = box.centreX() * width - left;
    double y = box.centreY() * height - top;
    return new Box(box.classIndex(), x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight)
        .scaled(scale());
  }

  /** A box of the canvas in shares of the picture. */
  Box inShares(Box box) {
    Box pixels = box.scaled(1 / scale()).moved(left, top);
    return new Box(
        box.type(),
        pixels.left() / width,
        pixels.top() / height,
        pixels.right() / width,
        pixels.bottom() / height);
  }
}
