package duet.viewer.phantom;

/** Noise that depends on nothing but its arguments: the same phantom on every machine. */
final class Noise {
  private Noise() {}

  /** Smooth noise in -1..1 with features of about one unit (value noise on a cubic lattice). */
  static double smooth(double x, double y, double z) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    int iz = (int) Math.floor(z);
    double fx = fade(x - ix);
    double fy = fade(y - iy);
    double below = face(ix, iy, iz, fx, fy);
    double above = face(ix, iy, iz + 1, fx, fy);
    return mix(below, above, fade(z - iz));
  }

  private static double face(int ix, int iy, int iz, double fx, double fy) {
    double near = mix(lattice(ix, iy, iz), lattice(ix + 1, iy, iz), fx);
    double far = mix(lattice(ix, iy + 1, iz), lattice(ix + 1, iy + 1, iz), fx);
    return mix(near, far, fy);
  }

  /** Nearly Gaussian noise of standard deviation 1 for each pixel, independent of all others. */
  static double grain(int column, int row, int slice) {
    long bits = hash(column, row, slice);
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += (int) (bits >>> (16 * i)) & 0xFFFF;
    }
    // four uniform numbers of variance 1/12 each
    return (sum / 65535.0 - 2) * Math.sqrt(3);
  }

  private static double lattice(int x, int y, int z) {
    return (hash(x, y, z) >> 11) * 0x1p-52;
  }

  /** The finaliser of MurmurHash3 over a mix of the three. */
  private static long hash(int x, int y, int z) {
    long h = x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL + z * 0x165667B19E3779F9L;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }

  private static double fade(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }
}
