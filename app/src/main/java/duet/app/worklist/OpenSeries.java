package duet.app.worklist;

import duet.app.reading.Detection;
import duet.app.reading.Provenance;
import duet.app.reading.Reading;
import duet.app.reading.SliceReading;
import duet.inference.timeline.Span;
import duet.viewer.finding.Finding;
import duet.viewer.series.Series;
import duet.viewer.series.SeriesHeader;
import duet.viewer.series.SeriesResult;
import duet.viewer.series.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One series as it stands at one moment: a value that a screen paints.
 *
 * @param result empty until the slices were put in order for the first time
 * @param first the slice that arrived first, for a thumbnail
 * @param readings by SOP Instance UID
 * @param decisions of the person who reads, by the finding as the detector gave it
 * @param spans what ran for it, on which lane
 */
public record OpenSeries(
    SeriesHeader header,
    Optional<SeriesResult> result,
    Slice first,
    Map<String, SliceReading> readings,
    Map<Finding, Finding.Decision> decisions,
    List<Span> spans,
    ReadingState state) {
  public OpenSeries {
    readings = Map.copyOf(readings);
    decisions = Map.copyOf(decisions);
    spans = List.copyOf(spans);
  }

  public String uid() {
    return header.seriesInstanceUid();
  }

  /** The ordered slices, where they can be shown. */
  public Optional<Series> series() {
    return result.filter(Series.class::isInstance).map(Series.class::cast);
  }

  /** The result for exactly this slice of exactly this series. */
  public Optional<SliceReading> reading(Slice slice) {
    return Optional.ofNullable(readings.get(slice.sopInstanceUid()))
        .filter(reading -> reading.seriesInstanceUid().equals(uid()))
        .filter(reading -> reading.seriesInstanceUid().equals(slice.header().seriesInstanceUid()))
        .filter(reading -> reading.sopInstanceUid().equals(slice.sopInstanceUid()));
  }

  /** What was found on a slice at or above a confidence (0..1), with the decisions. */
  public List<Finding> findings(Slice slice, double threshold) {
    List<Finding> all =
        reading(slice)
            .map(SliceReading::detection)
            .filter(Detection.Boxes.class::isInstance)
            .map(detection -> ((Detection.Boxes) detection).findings())
            .orElse(List.of());
    if (all.isEmpty()) { // most slices: asked for each of thousands, so without a stream
      return all;
    }
    return all.stream()
        .filter(finding -> finding.sopInstanceUid().equals(slice.sopInstanceUid()))
        .filter(finding -> finding.confidence() >= threshold)
        .map(this::decided)
        .toList();
  }

  /** What was found in the series at or above a confidence (0..1), in slice order. */
  public List<Finding> findings(double threshold) {
    return series().map(Series::slices).orElse(List.of()).stream()
        .flatMap(slice -> findings(slice, threshold).stream())
        .toList();
  }

  /** All of it as a value for a report, with the decisions; empty where no series can be shown. */
  public Optional<Reading> reading(Provenance provenance) {
    return series()
        .map(
            series ->
                Reading.of(
                    series,
                    readings.values().stream().map(this::decided).toList(),
                    provenance,
                    spans));
  }

  private SliceReading decided(SliceReading reading) {
    if (!(reading.detection() instanceof Detection.Boxes boxes)) {
      return reading;
    }
    return new SliceReading(
        reading.seriesInstanceUid(),
        reading.sopInstanceUid(),
        reading.synthesis(),
        new Detection.Boxes(boxes.findings().stream().map(this::decided).toList()),
        reading.latencyNs());
  }

  private Finding decided(Finding finding) {
    return finding.decided(decisions.getOrDefault(finding, Finding.Decision.UNDECIDED));
  }
}
