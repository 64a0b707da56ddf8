package duet.viewer.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.dicom.DataSet;
import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomObject;
import duet.viewer.dicom.FakeDataSet;
import duet.viewer.dicom.Tag;
import duet.viewer.geometry.Point;
import duet.viewer.series.Refused.Reason;
import duet.viewer.series.SliceResult.Slices;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SliceReaderTest {
  private static final FakeDataSet CT =
      new FakeDataSet(
          Map.ofEntries(
              Map.entry(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2"),
              Map.entry(Tag.SOP_INSTANCE_UID, "1.2.3"),
              Map.entry(Tag.SERIES_INSTANCE_UID, "1.2"),
              Map.entry(Tag.STUDY_INSTANCE_UID, "1"),
              Map.entry(Tag.MODALITY, "CT"),
              Map.entry(Tag.IMAGE_TYPE, "ORIGINAL\\PRIMARY\\AXIAL"),
              Map.entry(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2"),
              Map.entry(Tag.ROWS, "1"),
              Map.entry(Tag.COLUMNS, "4"),
              Map.entry(Tag.INSTANCE_NUMBER, "7"),
              Map.entry(Tag.IMAGE_POSITION_PATIENT, "-10\\-20\\30"),
              Map.entry(Tag.IMAGE_ORIENTATION_PATIENT, "1\\0\\0\\0\\1\\0"),
              Map.entry(Tag.PIXEL_SPACING, "0.6\\0.5"),
              Map.entry(Tag.PIXEL_REPRESENTATION, "1"),
              Map.entry(Tag.RESCALE_SLOPE, "1"),
              Map.entry(Tag.RESCALE_INTERCEPT, "-1024")));

  @Test
  void readsHounsfieldUnitsAndWhereTheyLie() {
    Slice slice = slice(CT, 0, 1024, 1064, 4000);

    assertArrayEquals(new short[] {-1024, 0, 40, 2976}, slice.hu());
    assertEquals(new Point(-10, -20, 30), slice.plane().origin());
    assertEquals(0.6, slice.plane().rowSpacingMm());
    assertEquals(0.5, slice.plane().columnSpacingMm());
    assertEquals(7, slice.instanceNumber());
    assertEquals(Optional.empty(), slice.window());
  }

  @Test
  void roundsHalvesUpAndHoldsTheRangeOfAShort() {
    FakeDataSet scaled = with(Tag.RESCALE_SLOPE, "0.5", Tag.RESCALE_INTERCEPT, "0");

    assertArrayEquals(new short[] {1, -1, 2, -32768}, slice(scaled, 1, -3, 3, -1_000_000).hu());
  }

  @Test
  void makesAirOfPaddingAndOfTheRangeUpToItsLimit() {
    assertArrayEquals(
        new short[] {-1000, -3025, 0, 0},
        slice(with(Tag.PIXEL_PADDING_VALUE, "-2000"), -2000, -2001, 1024, 1024).hu());
    assertArrayEquals(
        new short[] {-1000, -1000, -1000, -3023},
        slice(
                with(Tag.PIXEL_PADDING_VALUE, "-2000", Tag.PIXEL_PADDING_RANGE_LIMIT, "-2005"),
                -2000,
                -2005,
                -2003,
                -1999)
            .hu());
  }

  @Test
  void understandsANegativePaddingThatWasWrittenUnsigned() {
    assertArrayEquals(
        new short[] {-1000, 0, 0, 0},
        slice(with(Tag.PIXEL_PADDING_VALUE, "63536"), -2000, 1024, 1024, 1024).hu());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1e-30", "-1e-30", "1e30", "NaN"})
  void refusesASlopeThatScalesNothing(String slope) {
    assertEquals(Reason.NO_RESCALE, refused(with(Tag.RESCALE_SLOPE, slope)).reason());
  }

  @Test
  void refusesValuesThatAreNotHounsfieldUnits() {
    assertEquals(Reason.NO_RESCALE, refused(with(Tag.RESCALE_INTERCEPT, "")).reason());
    assertEquals(
        "No usable rescale to Hounsfield units, its values are of type US",
        refused(with(Tag.RESCALE_TYPE, "US")).text());
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE_POSITION_PATIENT, ''",
    "IMAGE_POSITION_PATIENT, 1\\2",
    "IMAGE_ORIENTATION_PATIENT, ''",
    "IMAGE_ORIENTATION_PATIENT, 0\\0\\0\\0\\0\\0",
    "IMAGE_ORIENTATION_PATIENT, 1\\0\\0\\1\\0\\0",
    "PIXEL_SPACING, ''",
    "PIXEL_SPACING, 0\\0",
    "PIXEL_SPACING, -1\\1"
  })
  void refusesAnImageWithoutAPlace(String tag, String value) throws Exception {
    Tag named = (Tag) Tag.class.getField(tag).get(null);

    assertEquals(Reason.NO_GEOMETRY, refused(with(named, value)).reason());
  }

  @Test
  void refusesWhatIsNotACtSliceAndSaysWhatItIs() {
    assertEquals(
        new Refused(Reason.NOT_CT, "Modality MR: only CT is read"),
        refused(with(Tag.MODALITY, "MR")));
    assertEquals(
        Reason.NOT_CT, refused(with(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7")).reason());
    assertEquals(
        Reason.LOCALIZER, refused(with(Tag.IMAGE_TYPE, "ORIGINAL\\PRIMARY\\LOCALIZER")).reason());
    assertEquals(
        Reason.NOT_MONOCHROME,
        refused(with(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1")).reason());
    assertEquals(Reason.DAMAGED, refused(with(Tag.SOP_INSTANCE_UID, "../../etc")).reason());
  }

  @Test
  void takesControlCharactersOutOfNames() {
    Slice slice = slice(with(Tag.PATIENT_NAME, "A\u202EB\u0007C"), 0, 0, 0, 0);

    assertEquals("ABC", slice.header().patient().name());
  }

  @Test
  void doesNotNameThePatientInARefusal() {
    FakeDataSet named = with(Tag.PATIENT_NAME, "Secret", Tag.RESCALE_SLOPE, "");

    assertTrue(!refused(named).text().contains("Secret"));
  }

  private static FakeDataSet with(Tag tag, String value) {
    return CT.with(Map.of(tag, value));
  }

  private static FakeDataSet with(Tag tag, String value, Tag other, String otherValue) {
    return CT.with(Map.of(tag, value, other, otherValue));
  }

  private static Slice slice(DataSet header, int... stored) {
    SliceResult result = SliceReader.slices(new FakeObject(header, stored));
    return assertInstanceOf(Slices.class, result).slices().get(0);
  }

  private static Refused refused(DataSet header) {
    return assertInstanceOf(Refused.class, SliceReader.slices(new FakeObject(header, new int[4])));
  }

  private record FakeObject(DataSet header, int[] stored) implements DicomObject {
    @Override
    public String transferSyntaxUid() {
      return "1.2.840.10008.1.2.1";
    }

    @Override
    public int frames() {
      return 1;
    }

    @Override
    public int[] frame(int frame) throws DicomException {
      return stored;
    }
  }
}
