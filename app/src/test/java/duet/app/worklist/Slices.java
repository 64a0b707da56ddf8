package duet.app.worklist;

import duet.app.reading.Detection;
import duet.app.reading.SliceReading;
import duet.app.reading.Synthesis;
import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.geometry.Plane;
import duet.viewer.geometry.Point;
import duet.viewer.series.Patient;
import duet.viewer.series.Series;
import duet.viewer.series.SeriesHeader;
import duet.viewer.series.SeriesResult;
import duet.viewer.series.Slice;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Tiny slices, 2 x 2 pixels, 5 mm apart, and what a reader would say of them. */
final class Slices {
  private Slices() {}

  static Slice slice(String series, int z) {
    return slice(series, "patient-" + series, z);
  }

  static Slice slice(String series, String patient, int z) {
    SeriesHeader header =
        new SeriesHeader(
            new Patient(patient, patient, "", ""), "study", series, "for", "CT", "", "", "", "1");
    Plane plane =
        new Plane(new Point(0, 0, z * 5.0), new Point(1, 0, 0), new Point(0, 1, 0), 0.5, 0.5);
    return new Slice(header, series + "." + z, z, plane, 2, 2, new short[4], Optional.empty(), 0);
  }

  static SeriesResult build(List<Slice> slices) {
    List<Slice> ordered =
        slices.stream().sorted(Comparator.comparing(s -> s.plane().origin().z())).toList();
    return new Series(
        ordered.get(0).header(),
        ordered,
        ordered.stream().map(s -> s.plane().origin().z()).toList(),
        List.of());
  }

  static SliceReading reading(Slice slice, double... confidences) {
    return new SliceReading(
        slice.header().seriesInstanceUid(),
        slice.sopInstanceUid(),
        new Synthesis.Image(2, 2, new short[4]),
        new Detection.Boxes(Arrays.stream(confidences).mapToObj(c -> finding(slice, c)).toList()),
        1);
  }

  /** The state of a series that is being read. */
  static ReadingState reading() {
    return new ReadingState(
        ReadingState.Phase.READING, new ReadingState.Counts(1, OptionalInt.empty(), 0, 0), "");
  }

  static SliceReading failure(Slice slice, String reason) {
    return new SliceReading(
        slice.header().seriesInstanceUid(),
        slice.sopInstanceUid(),
        new Synthesis.Image(2, 2, new short[4]),
        new Detection.Failed(reason),
        1);
  }

  static Finding finding(Slice slice, double confidence) {
    return new Finding(
        slice.sopInstanceUid(),
        "stroke",
        confidence,
        new Box(0, 0, 1, 1),
        slice.plane().toPatient(0.5, 0.5),
        Finding.Decision.UNDECIDED);
  }
}
