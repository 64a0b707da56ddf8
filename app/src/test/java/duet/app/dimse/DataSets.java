package duet.app.dimse;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomObject;
import duet.viewer.dicom.Tag;
import duet.viewer.dicom.toolkit.ToolkitReader;
import duet.viewer.series.SliceReader;
import duet.viewer.series.SliceResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The data sets of stored files, without preamble and file meta information, byte by byte. */
final class DataSets {
  private static final int META = 144;

  private DataSets() {}

  /** SHA-256 of the data set of each DICOM file below a folder, by SOP Instance UID. */
  static Map<String, String> in(Path folder) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : files(folder)) {
      hashes.put(read(file).header().text(Tag.SOP_INSTANCE_UID).orElse(""), hash(file));
    }
    return hashes;
  }

  /** The HU of each slice below a folder, by SOP Instance UID, hashed. */
  static Map<String, Integer> pixels(Path folder) throws IOException {
    Map<String, Integer> hashes = new TreeMap<>();
    for (Path file : files(folder)) {
      if (SliceReader.slices(read(file)) instanceof SliceResult.Slices some) {
        some.slices().forEach(s -> hashes.put(s.sopInstanceUid(), Arrays.hashCode(s.hu())));
      }
    }
    return hashes;
  }

  private static DicomObject read(Path file) {
    try {
      return new ToolkitReader().read(file);
    } catch (DicomException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".dcm")).toList();
    }
  }

  private static String hash(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int metaBytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(META - 4);
    byte[] dataSet = Arrays.copyOfRange(bytes, META + metaBytes, bytes.length);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(dataSet));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
