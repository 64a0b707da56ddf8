package duet.app.reading;

import duet.inference.timeline.Span;
import duet.viewer.series.Series;
import duet.viewer.series.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A series and all that was computed of it: a value, complete or not.
 *
 * @param slices at most one per slice of the series, in its order; slices without a result lack one
 * @param spans what ran where, when
 */
public record Reading(
    Series series, List<SliceReading> slices, Provenance provenance, List<Span> spans) {
  public Reading {
    slices = List.copyOf(slices);
    spans = List.copyOf(spans);
  }

  /**
   * Brings results, in any order, into the order of the series. Results of other series or of
   * slices that the series does not hold are left out; of two for one slice the later stays.
   */
  public static Reading of(
      Series series,
      Collection<SliceReading> results,
      Provenance provenance,
      Collection<Span> spans) {
    Map<String, SliceReading> bySlice = new HashMap<>();
    for (SliceReading result : results) {
      if (result.seriesInstanceUid().equals(series.header().seriesInstanceUid())) {
        bySlice.put(result.sopInstanceUid(), result);
      }
    }
    List<SliceReading> ordered =
        series.slices().stream()
            .map(Slice::sopInstanceUid)
            .filter(bySlice::containsKey)
            .map(bySlice::get)
            .toList();
    return new Reading(series, ordered, provenance, List.copyOf(spans));
  }

  /** The result of a slice of this series. */
  public Optional<SliceReading> of(Slice slice) {
    return slices.stream()
        .filter(result -> result.sopInstanceUid().equals(slice.sopInstanceUid()))
        .findFirst();
  }

  /** Whether every slice of the series has both results. */
  public boolean complete() {
    return slices.size() == series.slices().size()
        && slices.stream().allMatch(SliceReading::complete);
  }
}
