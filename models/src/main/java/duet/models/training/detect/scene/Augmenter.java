package duet.models.training.detect.scene;

import duet.models.training.detect.yolo.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Makes a picture of a batch: heads, painted bleeds, mosaic, affine map, window, noise. All that is
 * random comes from the generator it is given.
 */
public final class Augmenter {
  /** A picture for the network, 0..1. */
  public record Example(float[] grey, List<Box> boxes) {}

  /** What is left of a box must show this share of it. */
  private static final double VISIBLE = 0.35;

  /** In pixels. */
  private static final double SMALLEST = 2;

  /** Shares of the pictures that get another bleed, and of specks of calcium. */
  private static final double CLEAN_BLEEDS = 0.5;

  private static final double BLEEDING_BLEEDS = 0.15;
  private static final double GRAFTS = 0.4;
  private static final double SPECKS = 0.35;

  private static final int SIDE = Scene.SIDE;

  private final Sampler sampler;
  private final Paint paint;

  /** What is painted into the pictures. */
  public enum Paint {
    /** Bleeds of all kinds, as class 0. */
    BLEEDS,
    /** Only lesions of other pictures, with their class. */
    GRAFTS
  }

  /** Makes pictures out of what is drawn. */
  public Augmenter(Sampler sampler, Paint paint) {
    this.sampler = sampler;
    this.paint = paint;
  }

  /**
   * One picture.
   *
   * @param size of its sides
   * @param mosaic how likely it is cut from four
   */
  public Example example(Random random, int size, double mosaic) {
    Affine affine = Affine.random(random, SIDE);
    List<Tile> tiles = random.nextDouble() < mosaic ? mosaic(random) : List.of(single(random));
    float[] grey = sample(tiles, affine, size);
    List<Box> boxes = new ArrayList<>();
    for (Tile tile : tiles) {
      for (Box box : tile.boxes) {
        place(box, tile, affine, size).ifPresent(boxes::add);
      }
    }
    Optics.apply(grey, size, random);
    return new Example(grey, boxes);
  }

  /** A painted picture and where it lies: its top left corner, and the part that is seen. */
  private record Tile(float[] canvas, List<Box> boxes, double x, double y, Box seen) {}

  private Tile single(Random random) {
    Painted painted = painted(random);
    double corner = -SIDE / 2.0;
    return new Tile(painted.canvas, painted.boxes, corner, corner, seen(corner, corner));
  }

  private static Box seen(double left, double top) {
    return new Box(0, left, top, left + SIDE, top + SIDE);
  }

  /** Four pictures that meet in a point; the origin is the middle of what the affine map shows. */
  private List<Tile> mosaic(Random random) {
    double x = (random.nextDouble() - 0.5) * SIDE;
    double y = (random.nextDouble() - 0.5) * SIDE;
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Painted painted = painted(random);
      double left = i % 2 == 0 ? x - SIDE : x;
      double top = i < 2 ? y - SIDE : y;
      tiles.add(new Tile(painted.canvas, painted.boxes, left, top, seen(left, top)));
    }
    return tiles;
  }

  private record Painted(float[] canvas, List<Box> boxes) {}

  private Painted painted(Random random) {
    Scene scene = sampler.scene(random);
    float[] canvas = scene.canvas();
    List<Box> boxes = new ArrayList<>(scene.boxes());
    if (scene.head().usable()) {
      Painter painter = new Painter(scene, canvas, random);
      if (random.nextDouble() < SPECKS) {
        painter.speck();
      }
      double chance = scene.boxes().isEmpty() ? CLEAN_BLEEDS : BLEEDING_BLEEDS;
      if (random.nextDouble() < chance) {
        boolean graft = random.nextDouble() < GRAFTS || paint == Paint.GRAFTS;
        boxes.addAll(graft ? painter.transplant(sampler.bleeding(random)) : painter.bleed());
      }
    }
    return new Painted(canvas, boxes);
  }

  /** Four samples a pixel. */
  private static float[] sample(List<Tile> tiles, Affine affine, int size) {
    Affine back = affine.inverse();
    double pitch = SIDE / (2.0 * size);
    double corner = (pitch - SIDE) / 2;
    float[] out = new float[size * size];
    for (int row = 0; row < 2 * size; row++) {
      double u = back.x(corner, corner + row * pitch);
      double v = back.y(corner, corner + row * pitch);
      int start = row / 2 * size;
      for (int column = 0; column < 2 * size; column++) {
        out[start + column / 2] += at(tiles, u, v) / 4;
        u += back.a() * pitch;
        v += back.c() * pitch;
      }
    }
    return out;
  }

  private static float at(List<Tile> tiles, double u, double v) {
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      if (tile.seen.holds(u, v)) {
        return bilinear(tile.canvas, (float) (u - tile.x - 0.5), (float) (v - tile.y - 0.5));
      }
    }
    return 0;
  }

  private static float bilinear(float[] canvas, float u, float v) {
    int x = Math.max(0, Math.min(SIDE - 2, (int) u));
    int y = Math.max(0, Math.min(SIDE - 2, (int) v));
    float fx = Math.max(0, Math.min(1, u - x));
    float fy = Math.max(0, Math.min(1, v - y));
    int i = y * SIDE + x;
    float top = canvas[i] + fx * (canvas[i + 1] - canvas[i]);
    float bottom = canvas[i + SIDE] + fx * (canvas[i + SIDE + 1] - canvas[i + SIDE]);
    return top + fy * (bottom - top);
  }

  /** Where a box comes to lie in the picture, if enough of it does. */
  private static Optional<Box> place(Box box, Tile tile, Affine affine, int size) {
    double x = (box.left() + box.right()) / 2 + tile.x;
    double y = (box.top() + box.bottom()) / 2 + tile.y;
    Box whole = affine.box(box, x, y).moved(SIDE / 2.0, SIDE / 2.0).scaled((double) size / SIDE);
    Box seen = whole.clipped(size);
    boolean visible = Math.min(seen.width(), seen.height()) > SMALLEST;
    return visible && seen.area() > VISIBLE * whole.area() ? Optional.of(seen) : Optional.empty();
  }
}
