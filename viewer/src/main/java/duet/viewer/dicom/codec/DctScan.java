package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;
import java.util.Arrays;

/**
 * The one scan of a sequential DCT frame. The inverse transform is the integer form that libjpeg
 * calls "islow" (Loeffler, Ligtenberg and Moschytz), hence bit for bit what DCMTK decodes.
 */
final class DctScan {
  /** Position in the block of each coefficient in the order of the codestream. */
  static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  private static final int FRACTION_BITS = 13;

  private final JpegDecoder.Tables tables;
  private final FrameShape shape;
  private final JpegBits bits;
  private final HuffmanTable dc;
  private final HuffmanTable ac;
  private final int[] quantization;
  private final int[] block = new int[64];
  private final int[] half = new int[64];
  private int predictor;

  DctScan(JpegDecoder.Tables tables, FrameShape shape, JpegBits bits) throws DicomException {
    this.tables = tables;
    this.shape = shape;
    this.bits = bits;
    this.dc = tables.dc();
    this.ac = tables.ac();
    this.quantization = tables.quantization();
  }

  int[] decode() throws DicomException {
    int[] words = new int[shape.pixels()];
    int blocksAcross = (shape.columns() + 7) / 8;
    int blocksDown = (shape.rows() + 7) / 8;
    for (int i = 0; i < blocksAcross * blocksDown; i++) {
      if (tables.restartInterval > 0 && i > 0 && i % tables.restartInterval == 0) {
        bits.restart();
        predictor = 0;
      }
      readBlock();
      transform();
      place(i % blocksAcross * 8, i / blocksAcross * 8, words);
    }
    return words;
  }

  private void readBlock() throws DicomException {
    Arrays.fill(block, 0);
    predictor += bits.difference(dc.decode(bits) & 15);
    block[0] = predictor * quantization[0];
    int k = 1;
    while (k < 64) {
      int symbol = ac.decode(bits);
      int run = symbol >> 4;
      int size = symbol & 15;
      if (size == 0) {
        if (run < 15) {
          return; // end of block
        }
        k += 16;
        continue;
      }
      k += run;
      if (k > 63) {
        throw Segments.damaged("has a block of more than 64 coefficients");
      }
      block[ZIGZAG[k]] = bits.difference(size) * quantization[ZIGZAG[k]];
      k++;
    }
  }

  private void transform() {
    int extra = tables.precision == 8 ? 2 : 1; // bits kept between the passes
    for (int column = 0; column < 8; column++) {
      pass(block, half, column, 8, FRACTION_BITS - extra);
    }
    for (int row = 0; row < 8; row++) {
      pass(half, block, row * 8, 1, FRACTION_BITS + extra + 3);
    }
  }

  private void place(int left, int top, int[] words) {
    int centre = 1 << (tables.precision - 1);
    int most = (1 << tables.precision) - 1;
    int height = Math.min(8, shape.rows() - top);
    int width = Math.min(8, shape.columns() - left);
    for (int y = 0; y < height; y++) {
      int row = (top + y) * shape.columns() + left;
      for (int x = 0; x < width; x++) {
        words[row + x] = Math.max(0, Math.min(most, block[y * 8 + x] + centre));
      }
    }
  }

  /** One inverse transform of eight values, constants with 13 bits of fraction. */
  private static void pass(int[] in, int[] out, int at, int step, int shift) {
    int i0 = in[at];
    int i1 = in[at + step];
    int i2 = in[at + 2 * step];
    int i3 = in[at + 3 * step];
    int i4 = in[at + 4 * step];
    int i5 = in[at + 5 * step];
    int i6 = in[at + 6 * step];
    int i7 = in[at + 7 * step];

    int z = (i2 + i6) * 4433;
    int t2 = z - i6 * 15137;
    int t3 = z + i2 * 6270;
    int t0 = (i0 + i4) << FRACTION_BITS;
    int t1 = (i0 - i4) << FRACTION_BITS;

    int y5 = (i7 + i3 + i5 + i1) * 9633;
    int y1 = (i7 + i1) * -7373;
    int y2 = (i5 + i3) * -20995;
    int y3 = y5 + (i7 + i3) * -16069;
    int y4 = y5 + (i5 + i1) * -3196;

    int rounding = 1 << (shift - 1);
    write(out, at, step, shift, 0, t0 + t3 + rounding, 12299 * i1 + y1 + y4);
    write(out, at, step, shift, 1, t1 + t2 + rounding, 25172 * i3 + y2 + y3);
    write(out, at, step, shift, 2, t1 - t2 + rounding, 16819 * i5 + y2 + y4);
    write(out, at, step, shift, 3, t0 - t3 + rounding, 2446 * i7 + y1 + y3);
  }

  /** The outputs k and 7 - k share an even and an odd part. */
  private static void write(int[] out, int at, int step, int shift, int k, int even, int odd) {
    out[at + k * step] = (even + odd) >> shift;
    out[at + (7 - k) * step] = (even - odd) >> shift;
  }
}
