package duet.models.training.detect.scene;

import duet.models.dataset.LabelledImage;
import duet.models.training.detect.yolo.Box;
import java.util.List;

/** A picture on a square canvas of 640 pixels a side, letterboxed. */
public final class Scene {
  /** Of the canvas. */
  static final int SIDE = 640;

  private final LabelledImage source;
  private final Letterbox place;
  private final byte[] grey;
  private final List<Box> boxes;
  private final Head head;

  private Scene(LabelledImage source, Letterbox place, float[] canvas) {
    this.source = source;
    this.place = place;
    boxes = source.boxes().stream().map(place::onCanvas).toList();
    head = new Head(Resize.shrunk(canvas, SIDE, SIDE / 2), SIDE / 2);
    grey = new byte[canvas.length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) Math.round(canvas[i]);
    }
  }

  /** Reads a picture. */
  public static Scene read(LabelledImage image) {
    Letterbox place = Letterbox.of(image);
    return new Scene(image, place, Resize.onto(place, image.read()));
  }

  /** What it was read from. */
  public LabelledImage source() {
    return source;
  }

  /** The picture as inference sees it, 0..1, at a size of the network's input. */
  public float[] input(int size) {
    float[] input = Resize.shrunk(canvas(), SIDE, size);
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
    float[] canvas = new float[grey.length];
    for (int i = 0; i < canvas.length; i++) {
      canvas[i] = grey[i] & 0xFF;
    }
    return canvas;
  }
}
