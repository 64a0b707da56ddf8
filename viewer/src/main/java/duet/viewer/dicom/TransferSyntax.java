package duet.viewer.dicom;

import java.util.Arrays;
import java.util.Optional;

/** The transfer syntaxes that Duet knows by name (PS3.6 table A-1); it does not decode all. */
public enum TransferSyntax {
  IMPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2", "Implicit VR Little Endian"),
  EXPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2.1", "Explicit VR Little Endian"),
  DEFLATED_LITTLE_ENDIAN("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian"),
  EXPLICIT_BIG_ENDIAN("1.2.840.10008.1.2.2", "Explicit VR Big Endian"),
  RLE("1.2.840.10008.1.2.5", "RLE Lossless"),
  JPEG_BASELINE("1.2.840.10008.1.2.4.50", "JPEG Baseline"),
  JPEG_EXTENDED("1.2.840.10008.1.2.4.51", "JPEG Extended"),
  JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", "JPEG Lossless"),
  JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", "JPEG Lossless SV1"),
  JPEG_LS("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless"),
  JPEG_LS_NEAR("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless"),
  JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless"),
  JPEG_2000("1.2.840.10008.1.2.4.91", "JPEG 2000"),
  JPEG_2000_PART_2_LOSSLESS("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Lossless"),
  JPEG_2000_PART_2("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2"),
  MPEG2("1.2.840.10008.1.2.4.100", "MPEG-2"),
  MPEG4("1.2.840.10008.1.2.4.102", "MPEG-4 AVC"),
  HEVC("1.2.840.10008.1.2.4.107", "HEVC"),
  JPEG_XL_LOSSLESS("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
  JPEG_XL_RECOMPRESSION("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression"),
  JPEG_XL("1.2.840.10008.1.2.4.112", "JPEG XL"),
  HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless"),
  HTJ2K_LOSSLESS_RPCL("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 Lossless RPCL"),
  HTJ2K("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"),
  DEFLATED_FRAMES("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression");

  private final String uid;
  private final String title;

  TransferSyntax(String uid, String title) {
    this.uid = uid;
    this.title = title;
  }

  public static Optional<TransferSyntax> of(String uid) {
    return Arrays.stream(values()).filter(known -> known.uid.equals(uid)).findFirst();
  }

  /** Name for messages; the UID itself where it is not known. */
  public static String titleOf(String uid) {
    return of(uid).map(TransferSyntax::title).orElse("transfer syntax " + uid);
  }

  public String uid() {
    return uid;
  }

  public String title() {
    return title;
  }
}
