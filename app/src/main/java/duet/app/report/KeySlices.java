package duet.app.report;

import duet.app.reading.Detection;
import duet.app.reading.Reading;
import duet.app.reading.SliceReading;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What of a reading comes on paper: the findings at or above a confidence, strongest first, and the
 * slices that stand for them.
 */
final class KeySlices {
  private final Reading reading;
  private final double confidence;

  /** A finding with its slice; numbers from 1 count from the feet. */
  record Listed(int sliceNumber, Finding finding) {}

  KeySlices(Reading reading, double confidence) {
    this.reading = reading;
    this.confidence = confidence;
  }

  /** Findings to list, strongest first; equal ones in slice order. */
  List<Listed> findings() {
    List<Slice> slices = reading.series().slices();
    List<Listed> listed = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      for (Finding finding : on(slices.get(i))) {
        listed.add(new Listed(i + 1, finding));
      }
    }
    Comparator<Listed> strongest =
        Comparator.comparingDouble(entry -> -entry.finding().confidence());
    listed.sort(strongest);
    return listed;
  }

  /** The findings of a slice at or above the confidence, strongest first. */
  List<Finding> on(Slice slice) {
    return reading.of(slice).map(SliceReading::detection).stream()
        .flatMap(
            d ->
                d instanceof Detection.Boxes b
                    ? b.findings().stream()
                    : java.util.stream.Stream.empty())
        .filter(finding -> finding.sopInstanceUid().equals(slice.sopInstanceUid()))
        .filter(finding -> finding.confidence() >= confidence)
        .toList();
  }

  /**
   * Numbers (from 1) of the slices to show: those with the strongest findings that nobody rejected,
   * or the middle one when there are none.
   */
  List<Integer> numbers(int most) {
    List<Integer> numbers =
        findings().stream()
            .filter(entry -> entry.finding().decision() != Decision.REJECTED)
            .map(Listed::sliceNumber)
            .distinct()
            .limit(most)
            .toList();
    int middle = (reading.series().slices().size() + 1) / 2;
    return numbers.isEmpty() ? IntStream.of(middle).boxed().toList() : numbers;
  }
}
