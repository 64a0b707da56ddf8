package duet.inference.engine.jetson.fit;

import java.util.Comparator;
import java.util.List;

/** Predictions beside what others measured. */
public record Accuracy(List<Point> points) {
  /**
   * One of them.
   *
   * @param what was measured
   */
  public record Point(String what, double measured, double predicted) {
    /** Relative, positive where the prediction is too high. */
    public double error() {
      return predicted / measured - 1;
    }
  }

  public Accuracy {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  /** Mean of the absolute relative errors. */
  public double mape() {
    return points.stream().mapToDouble(point -> Math.abs(point.error())).average().orElseThrow();
  }

  /** Where the prediction is worst. */
  public Point worst() {
    return points.stream()
        .max(Comparator.comparingDouble(point -> Math.abs(point.error())))
        .orElseThrow();
  }
}
