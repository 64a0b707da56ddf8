package duet.viewer.phantom;

import duet.viewer.dicom.DicomWriter;
import duet.viewer.dicom.NewImage;
import duet.viewer.dicom.Tag;
import duet.viewer.geometry.Plane;
import duet.viewer.geometry.Point;
import duet.viewer.series.Patient;
import duet.viewer.series.SeriesHeader;
import duet.viewer.series.Slice;
import duet.viewer.series.VoiWindow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The demonstration study: an axial head CT of 28 slices, 5 mm apart, of a head that nobody has.
 * The same bits on every machine.
 */
public final class PhantomStudy {
  private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
  private static final String ROOT = "2.25.126882151485291348126404714521989012583";

  private static final int SIZE = 512;
  private static final int SLICES = 28;
  private static final double PIXEL_MM = 0.45;
  private static final double SLICE_MM = 5;
  private static final double FLOOR_MM = 4;
  private static final double GRAIN_HU = 7;
  private static final int INTERCEPT = -1024;

  private static final SeriesHeader HEADER =
      new SeriesHeader(
          new Patient("PHANTOM^DEMONSTRATION", "PHANTOM", "", "O"),
          ROOT + ".1",
          ROOT + ".1.1",
          ROOT + ".1.2",
          "CT",
          "20260101",
          "Synthetic head CT (computed, no patient)",
          "Head 5 mm, phantom",
          "1");

  private PhantomStudy() {}

  public static PhantomStudy standard() {
    return new PhantomStudy();
  }

  public int slices() {
    return SLICES;
  }

  public String seriesInstanceUid() {
    return HEADER.seriesInstanceUid();
  }

  /**
   * UID of a slice.
   *
   * @param index 0-based, from the skull base upwards
   */
  public String sopInstanceUid(int index) {
    return ROOT + ".1.1." + (index + 1);
  }

  /** Computes a slice; about 30 ms. */
  public Slice slice(int index) {
    double corner = -(SIZE - 1) / 2.0 * PIXEL_MM;
    Point origin = new Point(corner, corner, index * SLICE_MM);
    Plane plane = new Plane(origin, new Point(1, 0, 0), new Point(0, 1, 0), PIXEL_MM, PIXEL_MM);
    return new Slice(
        HEADER,
        sopInstanceUid(index),
        index + 1,
        plane,
        SIZE,
        SIZE,
        hu(index),
        Optional.of(new VoiWindow(40, 80)),
        0);
  }

  /** Writes a slice as a CT Image object. The stream is flushed, not closed. */
  public void write(int index, DicomWriter writer, OutputStream out) throws IOException {
    Slice slice = slice(index);
    short[] stored = new short[slice.hu().length];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = (short) (slice.hu()[i] - INTERCEPT);
    }
    writer.write(new NewImage(attributes(slice), stored), out);
  }

  /** Anatomy with grain, seen through a point spread of three pixels. */
  private static short[] hu(int index) {
    Head head = new Head(FLOOR_MM + index * SLICE_MM);
    float[] sharp = new float[SIZE * SIZE];
    for (int row = 0; row < SIZE; row++) {
      double y = (row - (SIZE - 1) / 2.0) * PIXEL_MM;
      for (int column = 0; column < SIZE; column++) {
        double x = (column - (SIZE - 1) / 2.0) * PIXEL_MM;
        double value = head.hu(x, y) + GRAIN_HU * Noise.grain(column, row, index);
        sharp[row * SIZE + column] = (float) value;
      }
    }
    float[] blurred = blur(blur(sharp, 1), SIZE);
    short[] hu = new short[blurred.length];
    for (int i = 0; i < hu.length; i++) {
      hu[i] = (short) Math.max(INTERCEPT, Math.round(blurred[i]));
    }
    return hu;
  }

  /** Binomial 1-2-1 along one direction; the border stays. */
  private static float[] blur(float[] in, int stride) {
    float[] out = in.clone();
    for (int i = stride; i < in.length - stride; i++) {
      out[i] = (in[i - stride] + 2 * in[i] + in[i + stride]) / 4;
    }
    return out;
  }

  private static Map<Tag, String> attributes(Slice slice) {
    Map<Tag, String> attributes = new HashMap<>();
    putStudy(attributes);
    putImage(attributes);
    Point origin = slice.plane().origin();
    attributes.put(Tag.SOP_INSTANCE_UID, slice.sopInstanceUid());
    attributes.put(Tag.INSTANCE_NUMBER, String.valueOf(slice.instanceNumber()));
    attributes.put(Tag.IMAGE_POSITION_PATIENT, origin.x() + "\\" + origin.y() + "\\" + origin.z());
    return attributes;
  }

  private static void putStudy(Map<Tag, String> attributes) {
    attributes.put(Tag.SOP_CLASS_UID, CT_IMAGE);
    attributes.put(Tag.IMAGE_TYPE, "ORIGINAL\\PRIMARY\\AXIAL");
    attributes.put(Tag.STUDY_DATE, HEADER.studyDate());
    attributes.put(Tag.STUDY_TIME, "120000");
    attributes.put(Tag.ACCESSION_NUMBER, "");
    attributes.put(Tag.MODALITY, HEADER.modality());
    attributes.put(Tag.MANUFACTURER, "Duet phantom");
    attributes.put(Tag.REFERRING_PHYSICIAN_NAME, "");
    attributes.put(Tag.STUDY_DESCRIPTION, HEADER.studyDescription());
    attributes.put(Tag.SERIES_DESCRIPTION, HEADER.seriesDescription());
    attributes.put(Tag.PATIENT_NAME, HEADER.patient().name());
    attributes.put(Tag.PATIENT_ID, HEADER.patient().id());
    attributes.put(Tag.PATIENT_BIRTH_DATE, "");
    attributes.put(Tag.PATIENT_SEX, HEADER.patient().sex());
    attributes.put(Tag.STUDY_INSTANCE_UID, HEADER.studyInstanceUid());
    attributes.put(Tag.SERIES_INSTANCE_UID, HEADER.seriesInstanceUid());
    attributes.put(Tag.STUDY_ID, "1");
    attributes.put(Tag.SERIES_NUMBER, HEADER.seriesNumber());
    attributes.put(Tag.FRAME_OF_REFERENCE_UID, HEADER.frameOfReferenceUid());
    attributes.put(Tag.POSITION_REFERENCE_INDICATOR, "");
  }

  private static void putImage(Map<Tag, String> attributes) {
    attributes.put(Tag.KVP, "");
    attributes.put(Tag.PATIENT_POSITION, "HFS");
    attributes.put(Tag.SLICE_THICKNESS, String.valueOf(SLICE_MM));
    attributes.put(Tag.ACQUISITION_NUMBER, "1");
    attributes.put(Tag.IMAGES_IN_ACQUISITION, String.valueOf(SLICES));
    attributes.put(Tag.IMAGE_ORIENTATION_PATIENT, "1\\0\\0\\0\\1\\0");
    attributes.put(Tag.SAMPLES_PER_PIXEL, "1");
    attributes.put(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2");
    attributes.put(Tag.ROWS, String.valueOf(SIZE));
    attributes.put(Tag.COLUMNS, String.valueOf(SIZE));
    attributes.put(Tag.PIXEL_SPACING, PIXEL_MM + "\\" + PIXEL_MM);
    attributes.put(Tag.BITS_ALLOCATED, "16");
    attributes.put(Tag.BITS_STORED, "16");
    attributes.put(Tag.HIGH_BIT, "15");
    attributes.put(Tag.PIXEL_REPRESENTATION, "0");
    attributes.put(Tag.WINDOW_CENTER, "40");
    attributes.put(Tag.WINDOW_WIDTH, "80");
    attributes.put(Tag.RESCALE_INTERCEPT, String.valueOf(INTERCEPT));
    attributes.put(Tag.RESCALE_SLOPE, "1");
    attributes.put(Tag.RESCALE_TYPE, "HU");
  }
}
