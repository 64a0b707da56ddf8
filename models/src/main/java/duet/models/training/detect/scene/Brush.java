package duet.models.training.detect.scene;

import duet.models.training.detect.yolo.Box;
import java.util.Random;

/**
 * Paints inside one skull. Places are in pixels of the canvas; the head is known at half that size.
 */
final class Brush {
  private final Scene scene;
  private final Head head;
  private final float[] canvas;
  private final Random random;

  /**
   * A brush for one picture.
   *
   * @param canvas is painted on
   */
  Brush(Scene scene, float[] canvas, Random random) {
    this.scene = scene;
    this.head = scene.head();
    this.canvas = canvas;
    this.random = random;
  }

  /** How strongly the paint covers a pixel, 0..1. */
  @FunctionalInterface
  interface Cover {
    double at(double x, double y);
  }

  /** What a covered pixel becomes. */
  @FunctionalInterface
  interface Colour {
    double at(int x, int y, double before);
  }

  /** Median grey of this brain. */
  double brain() {
    return head.brain();
  }

  boolean isRing() {
    return head.isRing();
  }

  boolean inside(double x, double y) {
    return head.inside(x / 2, y / 2);
  }

  /** Direction of a pixel from the centre of the head. */
  double angle(double x, double y) {
    return Math.atan2(y - 2 * head.centreY(), x - 2 * head.centreX());
  }

  /** Distance from the centre to the skull. */
  double reach(double angle) {
    return 2 * head.reach(angle);
  }

  /** Distance of a pixel to the skull along the ray from the centre. */
  double depth(double x, double y, double angle) {
    return reach(angle) - Math.hypot(x - 2 * head.centreX(), y - 2 * head.centreY());
  }

  double between(double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  /** Small rather than large: the logarithm is even. */
  double skewed(double low, double high) {
    return Math.exp(between(Math.log(low), Math.log(high)));
  }

  /** A random place inside, evenly over the area. */
  double[] place(double margin) {
    for (int attempt = 0; attempt < 50; attempt++) {
      double angle = between(0, 2 * Math.PI);
      double r = (reach(angle) - margin) * Math.sqrt(random.nextDouble());
      double x = 2 * head.centreX() + r * Math.cos(angle);
      double y = 2 * head.centreY() + r * Math.sin(angle);
      if (inside(x, y)) {
        return new double[] {x, y};
      }
    }
    return new double[] {2 * head.centreX(), 2 * head.centreY()};
  }

  /** Mean grey about a pixel before anything was painted. */
  double mean(int x, int y) {
    double sum = 0;
    for (int dy = -2; dy <= 2; dy += 2) {
      for (int dx = -2; dx <= 2; dx += 2) {
        sum += scene.at(x + dx, y + dy);
      }
    }
    return sum / 9;
  }

  /** Paints blood of a grey: mottled, with most of the grain that was there. */
  Extent blood(Box area, Cover cover, double grey) {
    double mottle = between(0, 10);
    double wave = between(0.05, 0.3);
    double keep = between(0.4, 0.8);
    Colour colour =
        (x, y, before) -> {
          double grain = keep * (before - mean(x, y));
          double spots = mottle * Math.sin(wave * x + 1.3 * wave * y) * Math.cos(wave * y);
          return grey + spots + grain;
        };
    return paint(area, cover, colour);
  }

  /** Covers the pixels of an area that are inside the skull. */
  Extent paint(Box area, Cover cover, Colour colour) {
    Extent extent = new Extent();
    Box all = area.clipped(Scene.SIDE - 1.0);
    for (int y = (int) all.top(); y <= all.bottom(); y++) {
      for (int x = (int) all.left(); x <= all.right(); x++) {
        double share = inside(x, y) ? cover.at(x, y) : 0;
        if (share > 0) {
          int i = y * Scene.SIDE + x;
          double value = canvas[i] + share * (colour.at(x, y, canvas[i]) - canvas[i]);
          canvas[i] = (float) Math.max(0, Math.min(255, value));
          extent.add(x, y, share);
        }
      }
    }
    return extent;
  }

  /** The whole picture. */
  Box everywhere() {
    return new Box(0, 0, 0, Scene.SIDE, Scene.SIDE);
  }

  /** The square about a place. */
  static Box around(double[] centre, double radius) {
    return new Box(
        0, centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius);
  }

  /** 0 below 0, 1 above 1, smooth between. */
  static double step(double t) {
    double x = Math.max(0, Math.min(1, t));
    return x * x * (3 - 2 * x);
  }
}
