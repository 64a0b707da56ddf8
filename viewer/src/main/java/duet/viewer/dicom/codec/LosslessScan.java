package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;

/** The one scan of a lossless JPEG frame (T.81 annex H), predictors 1 to 7. */
final class LosslessScan {
  private static final int HALF_RANGE_SIZE = 16; // a difference of 32768, without further bits

  private final JpegDecoder.Tables tables;
  private final FrameShape shape;
  private final JpegBits bits;
  private final HuffmanTable table;

  LosslessScan(JpegDecoder.Tables tables, FrameShape shape, JpegBits bits) throws DicomException {
    this.tables = tables;
    this.shape = shape;
    this.bits = bits;
    this.table = tables.dc();
    if (tables.predictor < 1 || tables.predictor > 7 || tables.pointTransform >= tables.precision) {
      throw Segments.damaged("has an unknown predictor");
    }
  }

  int[] decode() throws DicomException {
    int width = shape.columns();
    int[] words = new int[shape.pixels()];
    int start = 1 << (tables.precision - tables.pointTransform - 1);
    int restartAt = tables.restartInterval > 0 ? tables.restartInterval : Integer.MAX_VALUE;
    int firstRowEnd = width; // the row after a restart is predicted like the first
    for (int i = 0; i < words.length; i++) {
      boolean fresh = i == 0 || i == restartAt;
      if (i == restartAt) {
        bits.restart();
        restartAt += tables.restartInterval;
        firstRowEnd = i + width - i % width;
      }
      int prediction = fresh ? start : predict(words, i, i < firstRowEnd);
      words[i] = (prediction + difference()) & 0xFFFF;
    }
    if (tables.pointTransform > 0) {
      for (int i = 0; i < words.length; i++) {
        words[i] <<= tables.pointTransform;
      }
    }
    return words;
  }

  private int difference() throws DicomException {
    int size = table.decode(bits);
    if (size > HALF_RANGE_SIZE) {
      throw Segments.damaged("has a difference of " + size + " bits");
    }
    return size == HALF_RANGE_SIZE ? 32768 : bits.difference(size);
  }

  private int predict(int[] words, int i, boolean firstRow) {
    if (firstRow) {
      return words[i - 1];
    }
    int above = words[i - shape.columns()];
    if (i % shape.columns() == 0) {
      return above;
    }
    int left = words[i - 1];
    int corner = words[i - shape.columns() - 1];
    return switch (tables.predictor) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> corner;
      case 4 -> left + above - corner;
      case 5 -> left + ((above - corner) >> 1);
      case 6 -> above + ((left - corner) >> 1);
      default -> (left + above) >> 1;
    };
  }
}
