package duet.app.archive;

import duet.viewer.dicom.NewImage;
import duet.viewer.dicom.Tag;
import duet.viewer.dicom.toolkit.ToolkitWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Small CT objects, as files in memory. */
public final class Ct {
  public static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

  private Ct() {}

  public static String sopInstanceUid(int series, int index) {
    return "2.25." + series + "." + index;
  }

  public static String seriesInstanceUid(int series) {
    return "2.25." + series;
  }

  /** An 8 x 8 slice of one HU everywhere. */
  public static byte[] slice(int series, int index) throws IOException {
    return slice(series, index, Map.of());
  }

  /** The same with some attributes replaced. */
  public static byte[] slice(int series, int index, Map<Tag, String> other) throws IOException {
    return slice(series, index, other, 8);
  }

  /** The same with that many rows and columns. */
  public static byte[] slice(int series, int index, Map<Tag, String> other, int size)
      throws IOException {
    short[] pixels = new short[size * size];
    Arrays.fill(pixels, (short) index);
    return image(series, index, other, pixels);
  }

  /** The same with these pixels, as many rows as columns. */
  public static byte[] image(int series, int index, Map<Tag, String> other, short[] pixels)
      throws IOException {
    int size = (int) Math.sqrt(pixels.length);
    Map<Tag, String> attributes = new HashMap<>();
    attributes.put(Tag.SOP_CLASS_UID, CT_IMAGE);
    attributes.put(Tag.SOP_INSTANCE_UID, sopInstanceUid(series, index));
    attributes.put(Tag.STUDY_INSTANCE_UID, "2.25.1000" + series);
    attributes.put(Tag.SERIES_INSTANCE_UID, seriesInstanceUid(series));
    attributes.put(Tag.MODALITY, "CT");
    attributes.put(Tag.INSTANCE_NUMBER, Integer.toString(index));
    attributes.put(Tag.IMAGE_POSITION_PATIENT, "0\\0\\" + index * 5);
    attributes.put(Tag.IMAGE_ORIENTATION_PATIENT, "1\\0\\0\\0\\1\\0");
    attributes.put(Tag.PIXEL_SPACING, "0.5\\0.5");
    attributes.put(Tag.SAMPLES_PER_PIXEL, "1");
    attributes.put(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2");
    attributes.put(Tag.ROWS, Integer.toString(size));
    attributes.put(Tag.COLUMNS, Integer.toString(size));
    attributes.put(Tag.BITS_ALLOCATED, "16");
    attributes.put(Tag.BITS_STORED, "16");
    attributes.put(Tag.HIGH_BIT, "15");
    attributes.put(Tag.PIXEL_REPRESENTATION, "1");
    attributes.put(Tag.RESCALE_SLOPE, "1");
    attributes.put(Tag.RESCALE_INTERCEPT, "0");
    attributes.putAll(other);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    new ToolkitWriter().write(new NewImage(attributes, pixels), file);
    return file.toByteArray();
  }
}
