package duet.models.training.detect.scene;

import duet.models.training.detect.yolo.Box;

/**
 * A lesion of another head, bent to this one: a pixel here looks it up by direction from the centre
 * of the head and depth below the skull, so that what lay along the bone lies along the bone again.
 */
final class Graft implements Brush.Cover {
  /** What is brighter than the brain by this much begins to be lesion. */
  private static final double BRIGHTER = 14;

  private final Brush brush;
  private final Scene from;
  private final Box lesion;
  private final double turn;
  private final boolean mirrored;
  private double grey;

  /**
   * Takes one lesion.
   *
   * @param brush of the head that receives it
   * @param turn about the centre of the head, in radians
   */
  Graft(Brush brush, Scene from, Box lesion, double turn, boolean mirrored) {
    this.brush = brush;
    this.from = from;
    this.turn = turn;
    this.mirrored = mirrored;
    this.lesion = lesion.atLeast(8);
  }

  /** Cover of a pixel; its grey is then {@link #grey}. */
  @Override
  public double at(double x, double y) {
    double angle = brush.angle(x, y);
    double there = (mirrored ? Math.PI - angle : angle) + turn;
    double share = 1 - brush.depth(x, y, angle) / brush.reach(angle);
    double radius = 2 * share * from.head().reach(there);
    double u = 2 * from.head().centreX() + radius * Math.cos(there);
    double v = 2 * from.head().centreY() + radius * Math.sin(there);
    if (!lesion.holds(u, v) || !from.head().inside(u / 2, v / 2)) {
      return 0;
    }
    grey = smooth(u, v);
    double across = Math.min(u - lesion.left(), lesion.right() - u);
    double down = Math.min(v - lesion.top(), lesion.bottom() - v);
    double border = Brush.step(Math.min(across, down) / 3 + 0.3);
    return border * Brush.step((grey - from.head().brain() - BRIGHTER) / 16);
  }

  /** How much brighter than the brain it came from the pixel looked up last is. */
  double contrast() {
    return grey - from.head().brain();
  }

  private double smooth(double u, double v) {
    int column = (int) Math.round(u);
    int row = (int) Math.round(v);
    double sum = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        sum += from.at(column + dx, row + dy);
      }
    }
    return sum / 9;
  }
}
