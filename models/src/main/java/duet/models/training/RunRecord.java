package duet.models.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was made of, so that another can make it again: {@code run.json} and {@code
 * curves.png} in the folder of the run.
 *
 * @param what such as {@code Pix2Pix CROPPING, width 24}
 * @param command as it was typed
 * @param software version of Duet, and of PyTorch
 * @param options all of them, those left out too
 * @param data what was learnt from and what it was validated on
 */
public record RunRecord(
    String what,
    List<String> command,
    Map<String, String> software,
    Map<String, Object> options,
    Map<String, Split> data) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public RunRecord {
    command = List.copyOf(command);
    software = Map.copyOf(software);
  }

  /**
   * One side of the split.
   *
   * @param groups patients or cases in it
   * @param images how many
   * @param sha256 over the files' own hashes, in order
   */
  public record Split(List<String> groups, int images, String sha256) {
    public Split {
      groups = List.copyOf(groups);
    }

    @Override
    public String toString() {
      return images + " images of " + groups.size() + " cases";
    }

    /**
     * Hashes the files.
     *
     * @throws TrainingException one cannot be read
     */
    public static Split of(List<String> groups, int images, List<Path> files) {
      MessageDigest all = newSha256();
      for (Path file : files) {
        all.update(hash(file));
      }
      return new Split(groups, images, HexFormat.of().formatHex(all.digest()));
    }
  }

  /** What was learnt from and what it was validated on, in words. */
  public String learntFrom() {
    return "learnt from " + data.get("train") + ", validated on " + data.get("validation");
  }

  private static byte[] hash(Path file) {
    MessageDigest digest = newSha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new TrainingException(file + " cannot be read: " + e.getMessage(), e);
    }
    return digest.digest();
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Writes both files, in place of those that may be there.
   *
   * @param outcome what came of the run so far
   * @throws TrainingException they cannot be written
   */
  public void write(Path folder, History history, Map<String, Object> outcome) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("what", what);
    tree.put("command", command);
    tree.put("software", software);
    tree.put("options", options);
    tree.put("data", data);
    tree.put("outcome", outcome);
    tree.put("curves", history.curves());
    Path part = folder.resolve("run.json.part");
    try {
      JSON.writeValue(part.toFile(), tree);
      Files.move(
          part,
          folder.resolve("run.json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      CurvePlot.write(what, history, folder.resolve("curves.png"));
    } catch (IOException | UncheckedIOException e) {
      throw new TrainingException(
          "the record of the run cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }
}
