package duet.models.card;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model file on this disk with its card.
 *
 * @param sha256 of the file, lower-case hex; goes into the provenance of every reading
 */
public record InstalledModel(ModelCard card, Path file, String sha256) {

  /**
   * Reads the card and all bytes of the model file.
   *
   * @throws CardException when the card is wrong or for another file, or a file cannot be read
   */
  public static InstalledModel open(Path onnx, Path card) {
    return open(onnx, CardReader.read(card));
  }

  /**
   * Reads all bytes of the model file; for a card that lies elsewhere or nowhere.
   *
   * @throws CardException when the file cannot be read, or is not the one that the card is for
   */
  public static InstalledModel open(Path onnx, ModelCard card) {
    String sha256 = sha256(onnx);
    card.file().ifPresent(its -> demand(its.sha256(), sha256, onnx));
    return new InstalledModel(card, onnx, sha256);
  }

  /**
   * SHA-256 of a file, lower-case hex.
   *
   * @throws CardException when the file cannot be read
   */
  public static String sha256(Path onnx) {
    try {
      return digest(onnx);
    } catch (IOException e) {
      throw new CardException("model file " + onnx.getFileName() + " cannot be read", e);
    }
  }

  private static void demand(String wanted, String sha256, Path onnx) {
    if (!wanted.equals(sha256)) {
      throw new CardException(
          "model file "
              + onnx.getFileName()
              + " is not the one that its card is for: its SHA-256 begins with "
              + sha256.substring(0, 12)
              + ", that of the card with "
              + wanted.substring(0, 12)
              + "; copy the file again, or take the card that belongs to it");
    }
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[1 << 16];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        digest.update(piece, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
