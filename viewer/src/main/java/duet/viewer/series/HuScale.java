package duet.viewer.series;

import duet.viewer.dicom.DataSet;
import duet.viewer.dicom.Tag;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Stored values to Hounsfield units: {@code slope * value + intercept}, rounded to the nearest
 * integer (halves up) and held within -32768..32767. Padding outside of the reconstructed circle
 * becomes air.
 */
record HuScale(double slope, double intercept, int paddingFrom, int paddingTo) {
  static final short AIR = -1000;

  private static final double SMALLEST_SLOPE = 1e-3;
  private static final double LARGEST_SLOPE = 100;
  private static final double LARGEST_INTERCEPT = 65536;

  /** Empty when slope or intercept are missing or absurd, or when the result is not in HU. */
  static Optional<HuScale> of(FrameGroups frame) {
    double slope = frame.rescaleSlope().orElse(0);
    double intercept = frame.rescaleIntercept().orElse(Double.MAX_VALUE);
    boolean hounsfield = frame.rescaleType().map(type -> type.startsWith("HU")).orElse(true);
    if (!hounsfield
        || Math.abs(slope) < SMALLEST_SLOPE
        || Math.abs(slope) > LARGEST_SLOPE
        || Math.abs(intercept) > LARGEST_INTERCEPT) {
      return Optional.empty();
    }
    OptionalInt padding = frame.root().integer(Tag.PIXEL_PADDING_VALUE);
    if (padding.isEmpty()) {
      return Optional.of(new HuScale(slope, intercept, 1, 0));
    }
    int value = stored(frame.root(), padding.getAsInt());
    int limit =
        stored(frame.root(), frame.root().integer(Tag.PIXEL_PADDING_RANGE_LIMIT).orElse(value));
    return Optional.of(
        new HuScale(slope, intercept, Math.min(value, limit), Math.max(value, limit)));
  }

  /** Files often write a negative padding value as unsigned: 63536 for -2000. */
  private static int stored(DataSet header, int padding) {
    boolean signed = header.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
    return signed && padding > Short.MAX_VALUE ? (short) padding : padding;
  }

  short[] apply(int[] stored) {
    short[] hu = new short[stored.length];
    for (int i = 0; i < stored.length; i++) {
      hu[i] = isPadding(stored[i]) ? AIR : round(slope * stored[i] + intercept);
    }
    return hu;
  }

  private boolean isPadding(int value) {
    return value >= paddingFrom && value <= paddingTo;
  }

  private static short round(double hu) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(hu)));
  }
}
