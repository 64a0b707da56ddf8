package duet.models.crop;

import java.util.Arrays;

/**
 * The square of a slice that the head fills, without what lies outside the skull: table, head rest,
 * and most of the scalp, where a swelling after a fall is as bright as blood in the brain.
 *
 * <p>The skull is the convex hull of the white part whose hull holds most that is not air, with all
 * other parts that lie mostly in it: where bone has gaps (sutures, fractures, a craniectomy) no
 * brain is left out, as it would be by the inside of a ring; only what bulges out of a gap beyond
 * the hull is. A picture without bone is taken whole.
 *
 * <p>The buffers of one serve picture after picture and allocate nothing while pictures are of one
 * size. For one thread.
 */
public final class HeadCrop {
  /** Where rows of a picture come from. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Copies one row.
     *
     * @param y 0-based from the top
     * @param grey receives the row from index 0 on, 0 to 255
     */
    void read(int y, float[] grey);
  }

  /** White, which is 75 HU and more in a window of 80 at 40. */
  private static final float BONE = 240;

  /** A skull of less than this share of the picture is none. */
  private static final double SMALLEST = 0.03;

  /**
   * Sides of the square over those of the skull: a rim of blood along the bone shall not lie at the
   * border of the input, where a network sees half of what is around it.
   */
  private static final double MARGIN = 1.2;

  /** The side is a multiple of this, so that few ways to resize it occur in a series. */
  private static final int STEP = 16;

  private final BoneMap bone = new BoneMap();
  private final Hull hull = new Hull();
  private float[] line = new float[0];
  private float[] from = new float[0];
  private float[] to = new float[0];
  private int left;
  private int top;
  private int side;

  /** Finds the head of a picture. */
  public void find(int columns, int rows, Rows picture) {
    if (line.length != columns || from.length != rows) {
      line = new float[columns];
      from = new float[rows];
      to = new float[rows];
    }
    bone.clear(columns, rows);
    for (int y = 0; y < rows; y++) {
      picture.read(y, line);
      bone.mark(y, line, BONE);
    }
    if (bone.skull(hull) && hull.area() >= SMALLEST * columns * rows) {
      cutOut(columns, rows);
    } else {
      takeWhole(columns, rows);
    }
  }

  private void cutOut(int columns, int rows) {
    double lowest = columns;
    double highest = 0;
    for (int y = 0; y < rows; y++) {
      boolean crossed = hull.cross(y + 0.5);
      from[y] = crossed ? (float) hull.low() : columns;
      to[y] = crossed ? (float) hull.high() : 0;
      lowest = Math.min(lowest, from[y]);
      highest = Math.max(highest, to[y]);
    }
    double most = Math.max(highest - lowest, hull.bottom() - hull.top());
    place((lowest + highest) / 2, (hull.top() + hull.bottom()) / 2, MARGIN * most);
  }

  private void takeWhole(int columns, int rows) {
    Arrays.fill(from, 0);
    Arrays.fill(to, columns);
    place(columns / 2.0, rows / 2.0, Math.max(columns, rows));
  }

  private void place(double centreX, double centreY, double most) {
    side = (int) Math.ceil(most / STEP) * STEP;
    left = (int) Math.round(centreX - side / 2.0);
    top = (int) Math.round(centreY - side / 2.0);
  }

  /** Column of the picture at which the square begins; below 0 where it reaches beyond. */
  public int left() {
    return left;
  }

  /** Row of the picture at which the square begins; below 0 where it reaches beyond. */
  public int top() {
    return top;
  }

  /** Of the square, in pixels of the picture. */
  public int side() {
    return side;
  }

  /**
   * Copies a row of the square: the picture within the skull, black elsewhere.
   *
   * @param y row of the square
   * @param grey receives {@link #side} values
   */
  public void row(Rows picture, int y, float[] grey) {
    Arrays.fill(grey, 0, side, 0);
    int row = top + y;
    if (row < 0 || row >= from.length) {
      return;
    }
    // A pixel belongs to the skull if its centre does.
    int first = Math.max((int) Math.ceil(from[row] - 0.5), Math.max(0, left));
    int end = Math.min((int) Math.floor(to[row] + 0.5), Math.min(line.length, left + side));
    if (first < end) {
      picture.read(row, line);
      System.arraycopy(line, first, grey, first - left, end - first);
    }
  }
}
