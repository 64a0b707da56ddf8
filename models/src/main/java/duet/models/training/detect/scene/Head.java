package duet.models.training.detect.scene;

/**
 * What lies inside the skull of a windowed CT slice, found well enough to paint into: bone is
 * white; what cannot be reached from the border of the image once the bone is thickened to close
 * its gaps is inside.
 */
final class Head {
  private static final int BONE = 240;
  private static final int RAYS = 360;

  /** Less than this share of the picture is no brain to paint into. */
  private static final double SMALLEST = 0.03;

  /** How much of what the rays sweep is inside where the skull is one ring. */
  private static final double RING = 0.9;

  private final int side;
  private final boolean[] inside;
  private final double centreX;
  private final double centreY;
  private final float[] reach = new float[RAYS];
  private final int area;
  private final double roundness;
  private final float brain;

  /**
   * Of a square picture.
   *
   * @param grey 0..255, side x side
   */
  Head(float[] grey, int side) {
    this.side = side;
    inside = interior(grey, side);
    double sumX = 0;
    double sumY = 0;
    int count = 0;
    int[] histogram = new int[256];
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        int row = i / side;
        sumX += i % side;
        sumY += row;
        count++;
        histogram[Math.round(grey[i])]++;
      }
    }
    area = count;
    centreX = sumX / Math.max(1, count);
    centreY = sumY / Math.max(1, count);
    brain = median(histogram, count);
    roundness = castRays();
  }

  private static boolean[] interior(float[] grey, int side) {
    int thickness = Math.max(1, side / 100);
    boolean[] bone = new boolean[grey.length];
    for (int i = 0; i < grey.length; i++) {
      bone[i] = grey[i] >= BONE;
    }
    boolean[] thick = Regions.grown(bone, side, thickness);
    boolean[] outside = Regions.around(thick, side);
    boolean[] core = new boolean[grey.length];
    for (int i = 0; i < core.length; i++) {
      core[i] = !thick[i] && !outside[i];
    }
    boolean[] back = Regions.grown(Regions.largest(core, side), side, thickness);
    for (int i = 0; i < back.length; i++) {
      back[i] = back[i] && !bone[i];
    }
    return Regions.largest(back, side);
  }

  private static float median(int[] histogram, int count) {
    int sum = 0;
    for (int grey = 0; grey < histogram.length; grey++) {
      sum += histogram[grey];
      if (2 * sum >= count) {
        return grey;
      }
    }
    return histogram.length - 1f;
  }

  /** Finds how far it is to the skull, and how much of what is swept is inside. */
  private double castRays() {
    double swept = 0;
    for (int ray = 0; ray < RAYS; ray++) {
      double angle = 2 * Math.PI * ray / RAYS;
      double dx = Math.cos(angle);
      double dy = Math.sin(angle);
      for (int r = 1; r < side; r++) {
        if (inside(centreX + r * dx, centreY + r * dy)) {
          reach[ray] = r;
        }
      }
      swept += reach[ray] * reach[ray] * Math.PI / RAYS;
    }
    return area / Math.max(1, swept);
  }

  /** Whether there is enough brain to paint into. */
  boolean usable() {
    return area > SMALLEST * side * side;
  }

  /** Whether the slice is one of the vault, where the skull is one ring. */
  boolean isRing() {
    return usable() && roundness > RING;
  }

  boolean inside(double x, double y) {
    int column = (int) (x + 0.5);
    int row = (int) (y + 0.5);
    boolean within = x >= 0 && y >= 0 && column < side && row < side;
    return within && inside[row * side + column];
  }

  double centreX() {
    return centreX;
  }

  double centreY() {
    return centreY;
  }

  /** Median grey inside. */
  float brain() {
    return brain;
  }

  /** Distance from the centre to the skull in a direction. */
  double reach(double angle) {
    double ray = angle / (2 * Math.PI) * RAYS;
    int low = (int) Math.floor(ray);
    double part = ray - low;
    double before = reach[Math.floorMod(low, RAYS)];
    double after = reach[Math.floorMod(low + 1, RAYS)];
    return before * (1 - part) + after * part;
  }
}
