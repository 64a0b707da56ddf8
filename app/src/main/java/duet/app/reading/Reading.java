package duet.app.reading;

import duet.inference.timeline.Span;
import duet.viewer.series.Series;
import java.util.List;

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
}
