package duet.models.training.detect.scene;

import duet.models.card.ImageInput;
import duet.models.crop.HeadCrop;
import duet.models.dataset.GreyPicture;
import duet.models.dataset.LabelledImage;
import duet.models.training.detect.yolo.Box;
import java.util.Arrays;
import java.util.List;

/** A picture, or the head in it, on a square canvas of 640 pixels a side. */
public final class Scene {
  /** Of the canvas. */
  static final int SIDE = 640;

  /** The grey of Ultralytics around a letterboxed picture. */
  private static final float PADDING = 114;

  /** Of a box, in pixels; what of it lies beyond the canvas is cut off. */
  private static final double SMALLEST = 2;

  private final LabelledImage source;
  private final Place place;
  private final byte[] original;
  private final byte[] grey;
  private final List<Box> boxes;
  private final Head head;

  /**
   * From the square that is shown.
   *
   * @param square 0..255, as many pixels a side as the place says
   */
  private Scene(LabelledImage source, Place place, float[] square) {
    this.source = source;
    this.place = place;
    boxes =
        source.boxes().stream()
            .map(box -> place.onCanvas(box).clipped(SIDE))
            .filter(box -> box.width() >= SMALLEST && box.height() >= SMALLEST)
            .toList();
    float[] canvas = Resize.square(square, place.side(), SIDE);
    head = new Head(Resize.square(canvas, SIDE, SIDE / 2), SIDE / 2);
    original = bytes(square);
    grey = place.side() == SIDE ? original : bytes(canvas);
  }

  private static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(values[i]);
    }
    return bytes;
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & 0xFF;
    }
    return values;
  }

  /**
   * Reads a picture.
   *
   * @param resize what of it comes onto the canvas: {@code LETTERBOX} or {@code HEAD}
   */
  public static Scene read(LabelledImage image, ImageInput.Resize resize) {
    GreyPicture picture = image.read();
    return resize == ImageInput.Resize.HEAD ? head(image, picture) : whole(image, picture);
  }

  private static Scene head(LabelledImage image, GreyPicture picture) {
    HeadCrop.Rows rows = (y, grey) -> copyRow(picture, y, grey);
    HeadCrop crop = new HeadCrop();
    crop.find(picture.width(), picture.height(), rows);
    int side = crop.side();
    float[] square = new float[side * side];
    float[] line = new float[side];
    for (int y = 0; y < side; y++) {
      crop.row(rows, y, line);
      System.arraycopy(line, 0, square, y * side, side);
    }
    Place place = new Place(crop.left(), crop.top(), side, picture.width(), picture.height());
    return new Scene(image, place, square);
  }

  private static Scene whole(LabelledImage image, GreyPicture picture) {
    int side = Math.max(picture.width(), picture.height());
    int left = (side - picture.width()) / 2;
    int top = (side - picture.height()) / 2;
    float[] square = new float[side * side];
    Arrays.fill(square, PADDING);
    float[] line = new float[picture.width()];
    for (int y = 0; y < picture.height(); y++) {
      copyRow(picture, y, line);
      System.arraycopy(line, 0, square, (top + y) * side + left, line.length);
    }
    Place place = new Place(-left, -top, side, picture.width(), picture.height());
    return new Scene(image, place, square);
  }

  private static void copyRow(GreyPicture picture, int y, float[] grey) {
    for (int x = 0; x < picture.width(); x++) {
      grey[x] = picture.at(x, y);
    }
  }

  /** What it was read from. */
  public LabelledImage source() {
    return source;
  }

  /** The picture as inference sees it, 0..1, at a size of the network's input. */
  public float[] input(int size) {
    float[] input = Resize.square(floats(original), place.side(), size);
    for (int i = 0; i < input.length; i++) {
      input[i] /= 255;
    }
    return input;
  }

  /** A box in pixels of the network's input, in shares of the picture. */
  public Box inShares(Box box, int size) {
    return place.inShares(box.scaled((double) SIDE / size));
  }

  /** What is marked, in pixels of the canvas. */
  List<Box> boxes() {
    return boxes;
  }

  /** Known at half the side of the canvas. */
  Head head() {
    return head;
  }

  /** Grey 0..255 of a pixel of the canvas, or of the nearest where there is none. */
  int at(int column, int row) {
    int x = Math.max(0, Math.min(SIDE - 1, column));
    int y = Math.max(0, Math.min(SIDE - 1, row));
    return grey[y * SIDE + x] & 0xFF;
  }

  /** A copy to paint on, 0..255. */
  float[] canvas() {
    return floats(grey);
  }
}
