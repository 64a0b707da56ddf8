package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.codec.Segments.Segment;

/**
 * JPEG-LS (ITU-T T.87), one component, lossless and near-lossless. Written here because no Java
 * library on the central repository decodes it.
 */
final class JpegLsDecoder implements Decoders.FrameDecoder {
  private static final int SOF55 = 0xF7;
  private static final int LSE = 0xF8;
  private static final int PRESET = 1;

  @Override
  public int[] decode(byte[] codestream, FrameShape shape) throws DicomException {
    Segments segments = new Segments(codestream);
    int bits = 0;
    Preset preset = Preset.DEFAULT;
    for (Segment segment = segments.next(); ; segment = segments.next()) {
      switch (segment.marker()) {
        case SOF55 -> bits = frame(segment, shape);
        case LSE -> preset = preset(segment);
        case Segments.DRI -> throw Segments.damaged("has restart markers, which are not decoded");
        case Segments.SOS -> {
          if (bits == 0) {
            throw Segments.damaged("has no frame header");
          }
          Parameters parameters = preset.with(bits, near(segment));
          LsBits in = new LsBits(codestream, segments.position());
          return lines(new LsScan(parameters, in, shape.columns()), shape);
        }
        default -> {
          // application data and comments
        }
      }
    }
  }

  private static int[] lines(LsScan scan, FrameShape shape) throws DicomException {
    int[] words = new int[shape.pixels()];
    for (int row = 0; row < shape.rows(); row++) {
      scan.line(words, row * shape.columns());
    }
    return words;
  }

  private static int frame(Segment segment, FrameShape shape) throws DicomException {
    int bits = segment.u8();
    int rows = segment.u16();
    int columns = segment.u16();
    Segments.check(shape, columns, rows, bits, segment.u8());
    return bits;
  }

  private static Preset preset(Segment segment) throws DicomException {
    if (segment.u8() != PRESET) {
      throw Segments.damaged("has a mapping table, which is not decoded");
    }
    return new Preset(segment.u16(), segment.u16(), segment.u16(), segment.u16(), segment.u16());
  }

  private static int near(Segment segment) throws DicomException {
    if (segment.u8() != 1) {
      throw Segments.damaged("has a scan of several components");
    }
    segment.u16(); // component, mapping table
    int near = segment.u8();
    segment.u8(); // interleave mode: nothing to interleave
    if ((segment.u8() & 15) != 0) {
      throw Segments.damaged("has a point transform, which is not decoded");
    }
    return near;
  }

  /** Coding parameters as a codestream gives them; 0 stands for the default. */
  private record Preset(int most, int t1, int t2, int t3, int reset) {
    static final Preset DEFAULT = new Preset(0, 0, 0, 0, 0);

    /** The defaults of T.87 C.2.4.1.1 filled in, and checked. */
    Parameters with(int bits, int near) throws DicomException {
      int max = most == 0 ? (1 << bits) - 1 : most;
      if (max >= 1 << bits || near > Math.min(255, max / 2)) {
        throw Segments.damaged("has coding parameters out of range");
      }
      int[] basic = max >= 128 ? basicForLargeRange(max, near) : basicForSmallRange(max, near);
      int first = t1 == 0 ? clamp(basic[0], near + 1, max) : t1;
      int second = t2 == 0 ? clamp(basic[1], first, max) : t2;
      int third = t3 == 0 ? clamp(basic[2], second, max) : t3;
      int halving = reset == 0 ? 64 : reset;
      if (first <= near || second < first || third < second || third > max || halving < 3) {
        throw Segments.damaged("has coding parameters out of range");
      }
      return new Parameters(max, near, first, second, third, halving);
    }

    private static int[] basicForLargeRange(int max, int near) {
      int factor = (Math.min(max, 4095) + 128) / 256;
      return new int[] {
        factor + 2 + 3 * near, 4 * factor + 3 + 5 * near, 17 * factor + 4 + 7 * near
      };
    }

    private static int[] basicForSmallRange(int max, int near) {
      int factor = 256 / (max + 1);
      return new int[] {
        Math.max(2, 3 / factor + 3 * near),
        Math.max(3, 7 / factor + 5 * near),
        Math.max(4, 21 / factor + 7 * near)
      };
    }

    private static int clamp(int value, int least, int max) {
      return value < least || value > max ? least : value;
    }
  }

  /**
   * Coding parameters, named as in T.87.
   *
   * @param max MAXVAL
   * @param near largest error, 0 for lossless
   * @param reset after how many samples the counters of a context are halved
   */
  record Parameters(int max, int near, int t1, int t2, int t3, int reset) {
    int step() {
      return 2 * near + 1;
    }

    int range() {
      return near == 0 ? max + 1 : (max + 2 * near) / step() + 1;
    }

    int bitsOfRange() {
      return 32 - Integer.numberOfLeadingZeros(range() - 1);
    }

    int limit() {
      int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(max));
      return 2 * (bits + Math.max(8, bits));
    }
  }
}
