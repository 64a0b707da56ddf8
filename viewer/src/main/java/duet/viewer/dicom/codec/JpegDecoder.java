package duet.viewer.dicom.codec;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import duet.viewer.dicom.codec.Segments.Segment;
import org.jspecify.annotations.Nullable;

/**
 * JPEG (ITU-T T.81) with one component: sequential DCT of 8 and 12 bits (SOF0, SOF1) and lossless
 * of 2..16 bits (SOF3). Written here because no Java library on the central repository decodes 12
 * bits.
 */
final class JpegDecoder implements Decoders.FrameDecoder {
  private static final int SOF0 = 0xC0;
  private static final int SOF1 = 0xC1;
  private static final int SOF3 = 0xC3;
  private static final int SOF15 = 0xCF;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  private static final int DQT = 0xDB;

  /** T.81 knows no more than four of each kind. */
  private static final int MOST_TABLES = 8;

  @Override
  public int[] decode(byte[] codestream, FrameShape shape) throws DicomException {
    Segments segments = new Segments(codestream);
    Tables tables = new Tables();
    for (Segment segment = segments.next(); ; segment = segments.next()) {
      switch (segment.marker()) {
        case DQT -> tables.quantization(segment);
        case DHT -> tables.huffman(segment);
        case Segments.DRI -> tables.restartInterval = segment.u16();
        case Segments.SOS -> {
          tables.scan(segment);
          var bits = new JpegBits(codestream, segments.position());
          return tables.lossless
              ? new LosslessScan(tables, shape, bits).decode()
              : new DctScan(tables, shape, bits).decode();
        }
        default -> {
          if (isFrame(segment.marker())) {
            tables.frame(segment, shape);
          }
        }
      }
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != JPG && marker != DAC;
  }

  /** What the segments before the scan say. */
  static final class Tables {
    private final int[] @Nullable [] quantizations = new int[4][];
    private final @Nullable HuffmanTable[] dc = new HuffmanTable[4];
    private final @Nullable HuffmanTable[] ac = new HuffmanTable[4];
    private int quantizationId;
    private int dcId;
    private int acId;
    private boolean lossless;

    int precision;
    int restartInterval;
    int predictor;
    int pointTransform;

    HuffmanTable dc() throws DicomException {
      return present(dc[dcId]);
    }

    HuffmanTable ac() throws DicomException {
      return present(ac[acId]);
    }

    /** 64 factors in the order of the block, not zigzag. */
    int[] quantization() throws DicomException {
      return present(quantizations[quantizationId]);
    }

    private static <T> T present(@Nullable T table) throws DicomException {
      if (table == null) {
        throw Segments.damaged("lacks a table that it uses");
      }
      return table;
    }

    private void frame(Segment segment, FrameShape shape) throws DicomException {
      int marker = segment.marker();
      if (marker != SOF0 && marker != SOF1 && marker != SOF3) {
        throw new DicomException(
            Kind.UNSUPPORTED, "JPEG frames of type SOF" + (marker - SOF0) + " are not decoded");
      }
      if (precision != 0) {
        throw Segments.damaged("has two frame headers");
      }
      lossless = marker == SOF3;
      precision = segment.u8();
      int rows = segment.u16();
      int columns = segment.u16();
      Segments.check(shape, columns, rows, precision, segment.u8());
      if (!lossless && precision != 8 && precision != 12) {
        throw Segments.damaged("has a DCT of " + precision + " bits");
      }
      segment.u16(); // component id, sampling factors: nothing to sample against
      quantizationId = segment.u8() & 3;
    }

    private void quantization(Segment segment) throws DicomException {
      for (int i = 0; segment.body().hasRemaining() && i < MOST_TABLES; i++) {
        int kind = segment.u8();
        int[] factors = new int[64];
        for (int k = 0; k < 64; k++) {
          factors[DctScan.ZIGZAG[k]] = kind >> 4 == 0 ? segment.u8() : segment.u16();
        }
        quantizations[kind & 3] = factors;
      }
    }

    private void huffman(Segment segment) throws DicomException {
      for (int i = 0; segment.body().hasRemaining() && i < MOST_TABLES; i++) {
        int kind = segment.u8();
        (kind >> 4 == 0 ? dc : ac)[kind & 3] = new HuffmanTable(segment);
      }
    }

    private void scan(Segment segment) throws DicomException {
      if (precision == 0) {
        throw Segments.damaged("has no frame header");
      }
      if (segment.u8() != 1) {
        throw Segments.damaged("has a scan of several components");
      }
      segment.u8(); // component id
      int ids = segment.u8();
      dcId = (ids >> 4) & 3;
      acId = ids & 3;
      predictor = segment.u8();
      segment.u8(); // end of spectral selection
      pointTransform = segment.u8() & 15;
    }
  }
}
