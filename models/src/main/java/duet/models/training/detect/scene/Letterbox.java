package duet.models.training.detect.scene;

import duet.models.dataset.LabelBox;
import duet.models.dataset.LabelledImage;
import duet.models.training.detect.yolo.Box;

/**
 * Where a picture lies on a square canvas: as large as fits, centred.
 *
 * @param width of the picture on the canvas
 * @param left column of the canvas at which it begins
 */
record Letterbox(int width, int height, int left, int top) {
  static Letterbox of(LabelledImage image) {
    int side = Scene.SIDE;
    double scale = (double) side / Math.max(image.width(), image.height());
    int width = (int) Math.round(image.width() * scale);
    int height = (int) Math.round(image.height() * scale);
    return new Letterbox(width, height, (side - width) / 2, (side - height) / 2);
  }

  /** A marked box, in pixels of the canvas. */
  Box onCanvas(LabelBox box) {
    return new Box(
        box.classIndex(),
        left + (box.centreX() - box.width() / 2) * width,
        top + (box.centreY() - box.height() / 2) * height,
        left + (box.centreX() + box.width() / 2) * width,
        top + (box.centreY() + box.height() / 2) * height);
  }

  /** A box of the canvas in shares of the picture. */
  Box inShares(Box box) {
    return new Box(
        box.type(),
        (box.left() - left) / width,
        (box.top() - top) / height,
        (box.right() - left) / width,
        (box.bottom() - top) / height);
  }
}
