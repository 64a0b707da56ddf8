package duet.models.evaluation.image;

/** The pieces of a mask: pixels joined by their sides. */
final class Pieces {
  private final Mask mask;
  private final int[] piece;
  private final int[] stack;
  private int count;

  Pieces(Mask mask) {
    this.mask = mask;
    piece = new int[mask.inside().length];
    stack = new int[piece.length];
    for (int i = 0; i < piece.length; i++) {
      if (mask.inside()[i] && piece[i] == 0) {
        flood(i, ++count);
      }
    }
  }

  Mask largest() {
    int[] sizes = new int[count + 1];
    int best = 0;
    for (int number : piece) {
      sizes[number]++;
    }
    for (int number = 1; number <= count; number++) {
      best = best == 0 || sizes[number] > sizes[best] ? number : best;
    }
    boolean[] keep = new boolean[count + 1];
    keep[best] = best > 0;
    return those(keep);
  }

  Mask touchingEdge() {
    boolean[] keep = new boolean[count + 1];
    int width = mask.width();
    for (int i = 0; i < piece.length; i++) {
      int x = i % width;
      int y = i / width;
      boolean edge = x == 0 || y == 0 || x == width - 1 || y == mask.height() - 1;
      keep[piece[i]] |= edge && piece[i] > 0;
    }
    return those(keep);
  }

  private Mask those(boolean[] keep) {
    boolean[] inside = new boolean[piece.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = keep[piece[i]];
    }
    return new Mask(mask.width(), mask.height(), inside);
  }

  private void flood(int seed, int number) {
    int depth = 0;
    piece[seed] = number;
    stack[depth++] = seed;
    while (depth > 0) {
      int i = stack[--depth];
      int x = i % mask.width();
      int y = i / mask.width();
      depth = reach(x - 1, y, number, depth);
      depth = reach(x + 1, y, number, depth);
      depth = reach(x, y - 1, number, depth);
      depth = reach(x, y + 1, number, depth);
    }
  }

  private int reach(int x, int y, int number, int depth) {
    int i = y * mask.width() + x;
    if (!mask.at(x, y) || piece[i] != 0) {
      return depth;
    }
    piece[i] = number;
    stack[depth] = i;
    return depth + 1;
  }
}
