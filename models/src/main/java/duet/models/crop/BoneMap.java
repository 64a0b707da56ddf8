package duet.models.crop;

import java.util.Arrays;

/** Where a picture has bone, on a grid coarse enough to close hairline gaps. */
final class BoneMap {
  private static final int CELLS = 160;
  private static final int ROUNDS = 2;

  /** Darker is air, in a window of 80 at 40 all below 6 HU. */
  private static final float TISSUE = 20;

  private final boolean[] bone = new boolean[CELLS * CELLS];

  /** What is not air, bone included. */
  private final boolean[] tissue = new boolean[CELLS * CELLS];

  /** Of each cell the number of its connected part, from 1 on; 0 where there is no bone. */
  private final int[] part = new int[CELLS * CELLS];

  private final int[] queue = new int[CELLS * CELLS];
  private final int[] size = new int[CELLS * CELLS + 1];
  private final int[] within = new int[CELLS * CELLS + 1];
  private final boolean[] taken = new boolean[CELLS * CELLS + 1];
  private final double[] from = new double[CELLS];
  private final double[] to = new double[CELLS];
  private double pitch = 1;

  /** Makes ready for a picture. */
  void clear(int columns, int rows) {
    int longest = Math.max(columns, rows);
    pitch = (double) longest / Math.min(CELLS, longest);
    Arrays.fill(bone, false);
    Arrays.fill(tissue, false);
  }

  /** Takes in a row: a cell is bone if any of its pixels is at least so bright. */
  void mark(int y, float[] grey, float least) {
    int start = cell(y) * CELLS;
    for (int x = 0; x < grey.length; x++) {
      if (grey[x] >= TISSUE) {
        int at = start + cell(x);
        tissue[at] = true;
        bone[at] |= grey[x] >= least;
      }
    }
  }

  private int cell(int pixel) {
    return (int) (pixel / pitch);
  }

  /**
   * Finds the part whose hull holds most that is not air, and what else lies mostly in it. The hull
   * of a table may be larger than that of a skull near the vertex, but it is hollow.
   *
   * @param hull becomes that of the skull, in pixels of the picture
   * @return whether there is any bone
   */
  boolean skull(Hull hull) {
    int parts = connect(hull);
    if (parts == 0) {
      return false;
    }
    for (int round = 0; round < ROUNDS; round++) {
      takeIn(hull, parts);
      hullOfTaken(hull);
    }
    hull.scale(pitch);
    return true;
  }

  /** Numbers the parts, and takes the one whose hull holds most. */
  private int connect(Hull hull) {
    Arrays.fill(part, 0);
    int parts = 0;
    int best = 0;
    int most = -1;
    for (int i = 0; i < bone.length; i++) {
      if (bone[i] && part[i] == 0) {
        parts++;
        flood(i, parts);
        hull.around(from, to);
        // A hull holds no more cells than this, so most specks need not be looked into.
        int holds = hull.area() + hull.bottom() - hull.top() > most ? held(hull) : 0;
        if (holds > most) {
          most = holds;
          best = parts;
        }
      }
    }
    Arrays.fill(taken, false);
    taken[best] = parts > 0;
    hullOfTaken(hull);
    return parts;
  }

  private int held(Hull hull) {
    int count = 0;
    for (int y = 0; y < CELLS; y++) {
      if (hull.cross(y + 0.5)) {
        int end = end(hull);
        for (int x = first(hull); x < end; x++) {
          count += tissue[y * CELLS + x] ? 1 : 0;
        }
      }
    }
    return count;
  }

  private static int first(Hull hull) {
    return Math.max(0, (int) Math.ceil(hull.low() - 0.5));
  }

  private static int end(Hull hull) {
    return Math.min(CELLS, (int) Math.floor(hull.high() + 0.5));
  }

  private void flood(int start, int number) {
    clearSpans();
    int count = 0;
    part[start] = number;
    queue[count++] = start;
    for (int next = 0; next < count; next++) {
      int x = queue[next] % CELLS;
      int y = queue[next] / CELLS;
      widen(x, y);
      for (int v = Math.max(0, y - 1); v <= Math.min(CELLS - 1, y + 1); v++) {
        for (int u = Math.max(0, x - 1); u <= Math.min(CELLS - 1, x + 1); u++) {
          int near = v * CELLS + u;
          if (bone[near] && part[near] == 0) {
            part[near] = number;
            queue[count++] = near;
          }
        }
      }
    }
    size[number] = count;
  }

  private void clearSpans() {
    Arrays.fill(from, CELLS);
    Arrays.fill(to, 0);
  }

  private void widen(int x, int y) {
    from[y] = Math.min(from[y], x);
    to[y] = Math.max(to[y], x + 1);
  }

  private void hullOfTaken(Hull hull) {
    clearSpans();
    for (int i = 0; i < part.length; i++) {
      if (taken[part[i]]) {
        widen(i % CELLS, i / CELLS);
      }
    }
    hull.around(from, to);
  }

  /** Takes the parts that have more than half of their cells in the hull. */
  private void takeIn(Hull hull, int parts) {
    Arrays.fill(within, 0, parts + 1, 0);
    for (int y = 0; y < CELLS; y++) {
      if (hull.cross(y + 0.5)) {
        int end = end(hull);
        for (int x = first(hull); x < end; x++) {
          within[part[y * CELLS + x]]++;
        }
      }
    }
    for (int number = 1; number <= parts; number++) {
      taken[number] |= 2 * within[number] > size[number];
    }
  }
}
