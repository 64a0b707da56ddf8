package duet.viewer.overlay;

import duet.viewer.geometry.Edges;
import duet.viewer.series.Patient;
import duet.viewer.series.Series;
import duet.viewer.series.SeriesHeader;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is written over a slice, and which slice that is.
 *
 * @param seriesInstanceUid of the CT, also for a synthetic picture
 * @param sopInstanceUid of the CT slice, also for a synthetic picture; never on screen
 * @param patient lines of the upper left corner
 * @param series lines of the upper right corner
 * @param position lines of the lower left corner: slice number and position
 */
public record SliceText(
    String seriesInstanceUid,
    String sopInstanceUid,
    Edges edges,
    List<String> patient,
    List<String> series,
    List<String> position) {
  public SliceText {
    patient = List.copyOf(patient);
    series = List.copyOf(series);
    position = List.copyOf(position);
  }

  /** The texts of the slice at an index of its series. */
  public static SliceText of(Series series, int index) {
    SeriesHeader header = series.header();
    Slice slice = series.slices().get(index);
    return new SliceText(
        header.seriesInstanceUid(),
        slice.sopInstanceUid(),
        Edges.of(slice.plane()),
        patientLines(header.patient()),
        lines(
            header.studyDescription(),
            header.seriesDescription(),
            date(header.studyDate()),
            header.seriesNumber().isBlank() ? "" : "series " + header.seriesNumber()),
        positionLines(slice, index, series.slices().size()));
  }

  private static List<String> patientLines(Patient patient) {
    String name = patient.name().replace('^', ' ').strip();
    return lines(
        name.isEmpty() ? "no patient name" : name,
        patient.id(),
        String.join("  ", lines(date(patient.birthDate()), patient.sex())));
  }

  private static List<String> positionLines(Slice slice, int index, int count) {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "slice %d / %d", index + 1, count));
    double position = slice.plane().origin().dot(slice.plane().axis());
    lines.add(String.format(Locale.ROOT, "position %.1f mm", position));
    if (slice.tiltDegrees() != 0) {
      lines.add(String.format(Locale.ROOT, "gantry tilt %.1f°", slice.tiltDegrees()));
    }
    return lines;
  }

  /** 20261124 as 2026-11-24; anything else as it is. */
  private static String date(String dicom) {
    return dicom.matches("\\d{8}")
        ? dicom.substring(0, 4) + "-" + dicom.substring(4, 6) + "-" + dicom.substring(6)
        : dicom;
  }

  private static List<String> lines(String... texts) {
    return Stream.of(texts).filter(text -> !text.isBlank()).toList();
  }
}
