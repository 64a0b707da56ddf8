package duet.viewer.render;

/**
 * A finished picture.
 *
 * @param argb width x height opaque pixels 0xFFrrggbb, row by row; shared, never written to
 */
public record Frame(int width, int height, int[] argb) {
  public Frame {
    if (argb.length != width * height) {
      throw new IllegalArgumentException(argb.length + " pixels for " + width + "x" + height);
    }
  }
}
