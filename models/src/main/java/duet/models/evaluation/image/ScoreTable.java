package duet.models.evaluation.image;

import duet.models.evaluation.Bootstrap;
import duet.models.evaluation.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a model fares on all slices. The headline is the mean over slices, as a plain
 * reimplementation would take it; long cases weigh more in it. The mean over cases, first within
 * each case, is given beside it.
 *
 * @param model its name
 * @param slices at least one
 */
public record ScoreTable(String model, List<SliceScore> slices) {
  public ScoreTable {
    slices = List.copyOf(slices);
    if (slices.isEmpty()) {
      throw new IllegalArgumentException("no slices");
    }
  }

  /** The mean over slices, with its interval over cases. */
  public Estimate overSlices(Region region, Metric metric) {
    return Bootstrap.over(slices, SliceScore::caseId, SliceScore::name)
        .estimate(some -> mean(some, region, metric));
  }

  /** The mean over cases of their means over slices. */
  public double overCases(Region region, Metric metric) {
    return byCase().values().stream()
        .mapToDouble(one -> mean(one.slices, region, metric))
        .average()
        .orElseThrow();
  }

  /** The mean over slices, without an interval. */
  public double mean(Region region, Metric metric) {
    return mean(slices, region, metric);
  }

  /** A table a case, in order. */
  public Map<String, ScoreTable> byCase() {
    Map<String, List<SliceScore>> cases = new LinkedHashMap<>();
    for (SliceScore slice : slices) {
      cases.computeIfAbsent(slice.caseId(), unused -> new ArrayList<>()).add(slice);
    }
    Map<String, ScoreTable> tables = new LinkedHashMap<>();
    cases.forEach((caseId, its) -> tables.put(caseId, new ScoreTable(model, its)));
    return tables;
  }

  private static double mean(List<SliceScore> slices, Region region, Metric metric) {
    double sum = 0;
    for (SliceScore slice : slices) {
      sum += metric.of(slice.in(region));
    }
    return sum / slices.size();
  }
}
