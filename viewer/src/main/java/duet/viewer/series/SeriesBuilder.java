package duet.viewer.series;

import duet.viewer.geometry.Point;
import duet.viewer.series.Refused.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Orders slices along their common normal in patient millimetres, whatever the order they come in,
 * and reports what is unusual about them. Instance numbers decide nothing but the wording.
 */
public final class SeriesBuilder {
  /** Nearer than this is the same position. */
  private static final double SAME_POSITION_MM = 0.05;

  private static final double PARALLEL_DEGREES = 0.1;
  private static final double SAME_SPACING_MM = 0.001;

  private record Rule(BiPredicate<Slice, Slice> same, Reason reason, String text) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(SeriesBuilder::samePatient, Reason.MIXED_PATIENT, "another patient"),
          new Rule(
              SeriesBuilder::sameFrameOfReference,
              Reason.MIXED_FRAME_OF_REFERENCE,
              "another frame of reference, in which positions cannot be compared"),
          new Rule(SeriesBuilder::parallel, Reason.MIXED_ORIENTATION, "another orientation"),
          new Rule(SeriesBuilder::sameSize, Reason.MIXED_SIZE, "another matrix or pixel size"));

  private SeriesBuilder() {}

  /**
   * A series of all slices but the second of two at the same position, or the reason why they make
   * none.
   *
   * @param slices of one series, at least one, in any order
   */
  public static SeriesResult build(List<Slice> slices) {
    if (slices.isEmpty()) {
      throw new IllegalArgumentException("a series needs a slice");
    }
    Slice reference = Collections.min(slices, Comparator.comparing(Slice::sopInstanceUid));
    Optional<Refused> mixed = mixed(reference, slices);
    if (mixed.isPresent()) {
      return mixed.get();
    }
    Point axis = reference.plane().axis();
    List<Slice> sorted =
        slices.stream()
            .sorted(
                Comparator.<Slice>comparingDouble(slice -> along(slice, axis))
                    .thenComparing(Slice::instanceNumber)
                    .thenComparing(Slice::sopInstanceUid))
            .toList();
    List<Slice> kept = new ArrayList<>();
    for (Slice slice : sorted) {
      if (kept.isEmpty() || distance(kept.get(kept.size() - 1), slice, axis) > SAME_POSITION_MM) {
        kept.add(slice);
      }
    }
    List<Double> positions = kept.stream().map(s -> distance(kept.get(0), s, axis)).toList();
    return new Series(
        kept.get(0).header(), kept, positions, remarks(slices.size(), kept, positions));
  }

  private static List<Remark> remarks(int given, List<Slice> kept, List<Double> positions) {
    List<Remark> remarks = new ArrayList<>();
    if (kept.size() == 1) {
      remarks.add(new Remark(Remark.Kind.SINGLE_SLICE, "The series is a single slice."));
    }
    int dropped = given - kept.size();
    if (dropped > 0) {
      remarks.add(
          new Remark(
              Remark.Kind.DUPLICATE_SLICE,
              (dropped == 1 ? "1 slice lies" : dropped + " slices lie")
                  + " where another one is and "
                  + (dropped == 1 ? "is" : "are")
                  + " left out; "
                  + kept.size()
                  + " are shown."));
    }
    Tilt.of(kept).ifPresent(remarks::add);
    remarks.addAll(new Spacing(kept, positions).remarks());
    return remarks;
  }

  /** What the slices must have in common to be shown as one stack. */
  private static Optional<Refused> mixed(Slice reference, List<Slice> slices) {
    for (Rule rule : RULES) {
      long others = slices.stream().filter(slice -> !rule.same.test(reference, slice)).count();
      if (others > 0) {
        long fewer = Math.min(others, slices.size() - others);
        return Optional.of(
            new Refused(
                rule.reason,
                fewer + " of " + slices.size() + " slices differ from the others: " + rule.text));
      }
    }
    return Optional.empty();
  }

  private static boolean samePatient(Slice a, Slice b) {
    return a.header().patient().equals(b.header().patient());
  }

  private static boolean sameFrameOfReference(Slice a, Slice b) {
    return a.header().seriesInstanceUid().equals(b.header().seriesInstanceUid())
        && a.header().frameOfReferenceUid().equals(b.header().frameOfReferenceUid());
  }

  private static boolean parallel(Slice a, Slice b) {
    return a.plane().right().degreesTo(b.plane().right()) < PARALLEL_DEGREES
        && a.plane().down().degreesTo(b.plane().down()) < PARALLEL_DEGREES;
  }

  private static boolean sameSize(Slice a, Slice b) {
    return a.columns() == b.columns()
        && a.rows() == b.rows()
        && Math.abs(a.plane().columnSpacingMm() - b.plane().columnSpacingMm()) < SAME_SPACING_MM
        && Math.abs(a.plane().rowSpacingMm() - b.plane().rowSpacingMm()) < SAME_SPACING_MM;
  }

  private static double along(Slice slice, Point axis) {
    return slice.plane().origin().dot(axis);
  }

  private static double distance(Slice from, Slice to, Point axis) {
    return along(to, axis) - along(from, axis);
  }
}
