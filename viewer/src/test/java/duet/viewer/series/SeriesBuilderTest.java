package duet.viewer.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import duet.viewer.geometry.Plane;
import duet.viewer.geometry.Point;
import duet.viewer.series.Refused.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeriesBuilderTest {
  private static final Point LEFT = new Point(1, 0, 0);
  private static final Point BACK = new Point(0, 1, 0);

  @Test
  void ordersFromTheFeetToTheHead() {
    Series series = built(slicesAt(10, 0, 5));

    assertEquals(List.of("uid2", "uid3", "uid1"), uids(series));
    assertEquals(List.of(0.0, 5.0, 10.0), series.positionsMm());
    assertEquals(List.of(), series.remarks());
  }

  @Test
  void ordersTheSameWayWhenTheImagesAreSeenFromTheHead() {
    List<Slice> slices = new ArrayList<>();
    for (double z : new double[] {0, 5, 10}) {
      slices.add(slice(new Place(LEFT.times(-1), new Point(0, 0, z)), (int) z + 1));
    }

    assertEquals(List.of("uid1", "uid6", "uid11"), uids(built(slices)));
  }

  @Property(tries = 100)
  void theOrderOfArrivalDoesNotMatter(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -500, max = 500) Double> positions,
      @ForAll Random random) {
    List<Slice> slices = slicesAt(positions.stream().mapToDouble(Double::doubleValue).toArray());
    List<Slice> shuffled = new ArrayList<>(slices);
    Collections.shuffle(shuffled, random);

    Series expected = built(slices);
    Series actual = built(shuffled);

    assertEquals(uids(expected), uids(actual));
    assertEquals(expected.positionsMm(), actual.positionsMm());
    assertEquals(expected.remarks(), actual.remarks());
  }

  @Test
  void reportsAMissingSliceByItsInstanceNumber() {
    List<Slice> slices = slicesAt(0, 5, 10, 15, 20);
    slices.remove(2);

    assertEquals(
        List.of(
            new Remark(Remark.Kind.MISSING_SLICE, "1 slice is missing: 10.0 mm between 2 and 3.")),
        built(slices).remarks());
  }

  @Test
  void reportsAMissingSliceByItsGapWhereInstanceNumbersSayNothing() {
    List<Slice> slices = new ArrayList<>();
    for (double z : new double[] {0, 5, 20, 25, 30}) {
      slices.add(slice(new Place(LEFT, new Point(0, 0, z)), "uid" + z, 0));
    }

    assertEquals(
        List.of(
            new Remark(
                Remark.Kind.MISSING_SLICE, "2 slices are missing: 15.0 mm between 2 and 3.")),
        built(slices).remarks());
  }

  @Test
  void reportsWhereTheSpacingChanges() {
    assertEquals(
        List.of(
            new Remark(
                Remark.Kind.UNEVEN_SPACING,
                "Slice spacing is uneven: 2.5 mm in slices 1-4, 5.0 mm in slices 4-6.")),
        built(slicesAt(0, 2.5, 5, 7.5, 12.5, 17.5)).remarks());
  }

  @Test
  void takesPositionsRoundedToATenthOfAMillimetreForEven() {
    assertEquals(List.of(), built(slicesAt(0, 4.8, 9.5, 14.3, 19.0)).remarks());
  }

  @Test
  void keepsOneOfTwoSlicesAtTheSamePosition() {
    Series series = built(slicesAt(0, 5, 5.01, 10));

    assertEquals(List.of("uid1", "uid2", "uid4"), uids(series));
    assertEquals(Remark.Kind.DUPLICATE_SLICE, series.remarks().get(0).kind());
    assertEquals(
        "1 slice lies where another one is and is left out; 3 are shown.",
        series.remarks().get(0).text());
  }

  @Test
  void reportsATiltThatOnlyTheGeometryShows() {
    List<Slice> slices = new ArrayList<>();
    double shear = Math.tan(Math.toRadians(12));
    for (int i = 0; i < 4; i++) {
      slices.add(slice(new Place(LEFT, new Point(0, i * 5 * shear, i * 5)), i + 1));
    }

    assertEquals(
        List.of(
            new Remark(
                Remark.Kind.GANTRY_TILT,
                "Gantry tilt of 12.0°: each slice is shifted against the one below it (the header"
                    + " says 0.0°).")),
        built(slices).remarks());
  }

  @Test
  void saysThatASingleSliceIsOne() {
    assertEquals(Remark.Kind.SINGLE_SLICE, built(slicesAt(3)).remarks().get(0).kind());
  }

  @Test
  void refusesSlicesThatDoNotBelongTogether() {
    Place place = new Place(LEFT, new Point(0, 0, 5));
    Slice first = slice(new Place(LEFT, new Point(0, 0, 0)), 1);
    Slice other = slice(place, 2);

    assertEquals(
        Reason.MIXED_PATIENT, reason(first, with(other, header("another patient", "frame"))));
    assertEquals(
        Reason.MIXED_FRAME_OF_REFERENCE, reason(first, with(other, header("PHANTOM", "other"))));
    assertEquals(
        Reason.MIXED_ORIENTATION,
        reason(first, slice(new Place(LEFT.times(-1), place.origin()), 2)));
    assertEquals(Reason.MIXED_SIZE, reason(first, larger(other)));
  }

  private record Place(Point right, Point origin) {}

  private static List<Slice> slicesAt(double... z) {
    return new ArrayList<>(
        IntStream.range(0, z.length)
            .mapToObj(i -> slice(new Place(LEFT, new Point(-100, -100, z[i])), i + 1))
            .toList());
  }

  private static Slice slice(Place place, int number) {
    return slice(place, "uid" + number, number);
  }

  private static Slice slice(Place place, String uid, int number) {
    Plane plane = new Plane(place.origin, place.right, BACK, 0.5, 0.5);
    return new Slice(
        header("PHANTOM", "frame"), uid, number, plane, 1, 1, new short[1], Optional.empty(), 0);
  }

  private static SeriesHeader header(String patient, String frameOfReference) {
    return new SeriesHeader(
        new Patient(patient, "", "", ""), "1", "1.1", frameOfReference, "CT", "", "", "", "");
  }

  private static Slice with(Slice slice, SeriesHeader header) {
    return new Slice(
        header,
        slice.sopInstanceUid(),
        slice.instanceNumber(),
        slice.plane(),
        slice.columns(),
        slice.rows(),
        slice.hu(),
        slice.window(),
        slice.tiltDegrees());
  }

  private static Slice larger(Slice slice) {
    return new Slice(
        slice.header(),
        slice.sopInstanceUid(),
        slice.instanceNumber(),
        slice.plane(),
        2,
        1,
        new short[2],
        slice.window(),
        slice.tiltDegrees());
  }

  private static Series built(List<Slice> slices) {
    return assertInstanceOf(Series.class, SeriesBuilder.build(slices));
  }

  private static Reason reason(Slice... slices) {
    return assertInstanceOf(Refused.class, SeriesBuilder.build(List.of(slices))).reason();
  }

  private static List<String> uids(Series series) {
    return series.slices().stream().map(Slice::sopInstanceUid).toList();
  }
}
