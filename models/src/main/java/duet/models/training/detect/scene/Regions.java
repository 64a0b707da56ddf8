package duet.models.training.detect.scene;

import java.util.ArrayDeque;

/** Connected parts of square pictures of yes and no. */
final class Regions {
  private Regions() {}

  /** Thicker by one pixel a step, to the four neighbours. */
  static boolean[] grown(boolean[] mask, int side, int steps) {
    boolean[] now = mask;
    for (int step = 0; step < steps; step++) {
      boolean[] next = now.clone();
      for (int i = side; i < now.length - side; i++) {
        next[i] = now[i] || now[i - 1] || now[i + 1] || now[i - side] || now[i + side];
      }
      now = next;
    }
    return now;
  }

  /** What can be reached from the border without entering the mask. */
  static boolean[] around(boolean[] mask, int side) {
    boolean[] wet = new boolean[mask.length];
    ArrayDeque<Integer> edge = new ArrayDeque<>();
    for (int k = 0; k < side; k++) {
      for (int start : new int[] {k, (side - 1) * side + k, k * side, k * side + side - 1}) {
        if (!mask[start] && !wet[start]) {
          wet[start] = true;
          edge.add(start);
        }
      }
    }
    flood(edge, mask, wet, side);
    return wet;
  }

  /** The largest connected part of the mask; nothing of nothing. */
  static boolean[] largest(boolean[] mask, int side) {
    boolean[] wall = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      wall[i] = !mask[i];
    }
    boolean[] best = new boolean[mask.length];
    int most = 0;
    for (int i = 0; i < mask.length; i++) {
      if (!wall[i]) {
        boolean[] part = new boolean[mask.length];
        part[i] = true;
        ArrayDeque<Integer> edge = new ArrayDeque<>();
        edge.add(i);
        int count = flood(edge, wall, part, side);
        for (int k = 0; k < part.length; k++) {
          wall[k] |= part[k];
        }
        if (count > most) {
          most = count;
          best = part;
        }
      }
    }
    return best;
  }

  /** Spreads from the edge, and counts what is wet then of what was not before. */
  private static int flood(ArrayDeque<Integer> edge, boolean[] wall, boolean[] wet, int side) {
    int count = edge.size();
    while (!edge.isEmpty()) {
      int i = edge.poll();
      int x = i % side;
      int[] near = {x > 0 ? i - 1 : i, x < side - 1 ? i + 1 : i, i - side, i + side};
      for (int n : near) {
        if (n >= 0 && n < wet.length && !wet[n] && !wall[n]) {
          wet[n] = true;
          count++;
          edge.add(n);
        }
      }
    }
    return count;
  }
}
