package duet.models.evaluation.image;

import java.util.Arrays;

/**
 * Some of the pixels of a picture.
 *
 * @param inside row by row from the top
 */
public record Mask(int width, int height, boolean[] inside) {
  public Mask {
    if (inside.length != width * height) {
      throw new IllegalArgumentException(inside.length + " pixels for " + width + "x" + height);
    }
  }

  /** Every pixel. */
  public static Mask whole(int width, int height) {
    boolean[] inside = new boolean[width * height];
    Arrays.fill(inside, true);
    return new Mask(width, height, inside);
  }

  /** How many pixels. */
  public int count() {
    int count = 0;
    for (boolean pixel : inside) {
      count += pixel ? 1 : 0;
    }
    return count;
  }

  /** Whether a pixel is in it; nothing beyond the edges is. */
  public boolean at(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && inside[y * width + x];
  }

  /** The rest. */
  public Mask inverted() {
    boolean[] rest = new boolean[inside.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = !inside[i];
    }
    return new Mask(width, height, rest);
  }

  /** What both hold. */
  public Mask and(Mask other) {
    boolean[] both = new boolean[inside.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = inside[i] && other.inside[i];
    }
    return new Mask(width, height, both);
  }

  /** Grown by a square that reaches so many pixels to each side. */
  public Mask dilated(int reach) {
    boolean[] across = new boolean[inside.length];
    boolean[] both = new boolean[inside.length];
    for (int i = 0; i < inside.length; i++) {
      int x = i % width;
      int y = i / width;
      for (int k = -reach; k <= reach && !across[i]; k++) {
        across[i] = at(x + k, y);
      }
    }
    Mask row = new Mask(width, height, across);
    for (int i = 0; i < inside.length; i++) {
      for (int k = -reach; k <= reach && !both[i]; k++) {
        both[i] = row.at(i % width, i / width + k);
      }
    }
    return new Mask(width, height, both);
  }

  /** Shrunk by the same square; beyond the edges nothing is missing. */
  public Mask eroded(int reach) {
    return inverted().dilated(reach).inverted();
  }

  /** The largest piece whose pixels touch by their sides; empty stays empty. */
  public Mask largestPiece() {
    return new Pieces(this).largest();
  }

  /** With every gap that does not reach the edge of the picture. */
  public Mask filled() {
    return new Pieces(inverted()).touchingEdge().inverted();
  }
}
