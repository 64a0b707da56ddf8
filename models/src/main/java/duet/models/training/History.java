package duet.models.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured in the course of a run: losses of each epoch, scores of each validation. */
public final class History {
  private final Map<String, List<Point>> curves = new LinkedHashMap<>();

  /**
   * A value at an epoch.
   *
   * @param epoch from 1 on
   */
  public record Point(int epoch, double value) {}

  /** Adds to the end of a curve; a new name begins a new curve. */
  public void add(String curve, int epoch, double value) {
    curves.computeIfAbsent(curve, unused -> new ArrayList<>()).add(new Point(epoch, value));
  }

  /** By name, in the order in which they began. */
  public Map<String, List<Point>> curves() {
    return Collections.unmodifiableMap(curves);
  }

  /** A history of the same curves, as a checkpoint holds them. */
  public static History of(Map<String, List<Point>> curves) {
    History history = new History();
    curves.forEach((name, points) -> history.curves.put(name, new ArrayList<>(points)));
    return history;
  }
}
