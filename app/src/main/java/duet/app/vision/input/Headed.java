package duet.app.vision.input;

import duet.models.crop.HeadCrop;

/**
 * The head of an image, as an image: a square that changes with what it is told to show. It copies
 * nothing until it is read.
 */
final class Headed implements Pixels {
  private final HeadCrop crop = new HeadCrop();
  private Pixels whole = new ColourPicture(1, 1, new int[1]);
  private int channel;
  private final HeadCrop.Rows rows = (y, grey) -> whole.row(channel, y, grey);

  /** Finds the head of an image; what is seen from now on. */
  void look(Pixels pixels) {
    whole = pixels;
    channel = 0;
    crop.find(pixels.columns(), pixels.rows(), rows);
  }

  /** Column of the image at which the square begins. */
  int left() {
    return crop.left();
  }

  /** Row of the image at which the square begins. */
  int top() {
    return crop.top();
  }

  @Override
  public int columns() {
    return crop.side();
  }

  @Override
  public int rows() {
    return crop.side();
  }

  @Override
  public boolean isGrey() {
    return whole.isGrey();
  }

  @Override
  public void row(int channel, int y, float[] grey) {
    this.channel = channel;
    crop.row(rows, y, grey);
  }
}
