package duet.models.crop;

/** The convex hull of spans in rows of a grid, and where lines cross it. */
final class Hull {
  private double[] xs = new double[0];
  private double[] ys = new double[0];
  private int count;
  private double top;
  private double bottom;
  private double low;
  private double high;

  /**
   * The hull of spans, one a row; a row is as high as a unit.
   *
   * @param from where the span of a row begins; beyond {@code to} where there is none
   */
  void around(double[] from, double[] to) {
    if (xs.length < 4 * from.length) {
      xs = new double[4 * from.length];
      ys = new double[4 * from.length];
    }
    count = 0;
    // Down the right side, then up the left one.
    for (int y = 0; y < from.length; y++) {
      if (from[y] < to[y]) {
        add(to[y], y, 0);
        add(to[y], y + 1, 0);
      }
    }
    top = count > 0 ? ys[0] : 0;
    bottom = count > 0 ? ys[count - 1] : 0;
    int turn = count;
    for (int y = from.length - 1; y >= 0; y--) {
      if (from[y] < to[y]) {
        add(from[y], y + 1, turn);
        add(from[y], y, turn);
      }
    }
  }

  /** Adds a corner; what it makes hollow before it goes, down to the corner {@code floor}. */
  private void add(double x, double y, int floor) {
    while (count >= floor + 2 && turn(x, y) <= 0) {
      count--;
    }
    xs[count] = x;
    ys[count] = y;
    count++;
  }

  /** Which way it turns at the last corner on the way to the next. */
  private double turn(double x, double y) {
    int a = count - 2;
    int b = count - 1;
    return (xs[b] - xs[a]) * (y - ys[a]) - (ys[b] - ys[a]) * (x - xs[a]);
  }

  /** Multiplies all coordinates. */
  void scale(double factor) {
    for (int i = 0; i < count; i++) {
      xs[i] *= factor;
      ys[i] *= factor;
    }
    top *= factor;
    bottom *= factor;
  }

  double area() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      int next = (i + 1) % count;
      sum += xs[i] * ys[next] - xs[next] * ys[i];
    }
    return Math.abs(sum) / 2;
  }

  double top() {
    return top;
  }

  double bottom() {
    return bottom;
  }

  /** Whether a horizontal line crosses it, and if so, from {@link #low} to {@link #high}. */
  boolean cross(double y) {
    low = Double.POSITIVE_INFINITY;
    high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      int next = (i + 1) % count;
      double above = Math.min(ys[i], ys[next]);
      double below = Math.max(ys[i], ys[next]);
      if (above < below && y >= above && y <= below) {
        double x = xs[i] + (y - ys[i]) / (ys[next] - ys[i]) * (xs[next] - xs[i]);
        low = Math.min(low, x);
        high = Math.max(high, x);
      }
    }
    return low <= high;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }
}
