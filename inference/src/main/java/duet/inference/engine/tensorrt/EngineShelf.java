package duet.inference.engine.tensorrt;

import duet.inference.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps built engines, since building takes minutes. An engine fits one version of TensorRT on one
 * GPU only; both are in its name, with the hash of the model. A damaged engine can end the process
 * that loads it, so each file begins with the hash of the rest.
 */
record EngineShelf(Path folder) {
  private static final System.Logger LOG = System.getLogger(EngineShelf.class.getName());
  private static final int HASH = 32;

  /**
   * The name of an engine.
   *
   * @param runtime version of TensorRT and what chip it is on
   */
  static String key(Path model, Graph graph, Order order, String runtime) throws IOException {
    MessageDigest digest = sha256();
    digest.update(Files.readAllBytes(model));
    Path ranges = Ranges.fileOf(model);
    if (Files.isRegularFile(ranges)) {
      digest.update(Files.readAllBytes(ranges));
    }
    // The weights may lie in a file beside the model.
    graph.initialisers().forEach(weights -> digest.update(weights.data().duplicate()));
    return "%s-%s-%s-%s"
        .formatted(
            HexFormat.of().formatHex(digest.digest()).substring(0, 32),
            runtime,
            order.silicon(),
            order.precision());
  }

  /** The engine of that name, if it is there and whole. */
  Optional<byte[]> find(String key) {
    try {
      byte[] file = Files.readAllBytes(file(key));
      if (file.length > HASH) {
        byte[] plan = Arrays.copyOfRange(file, HASH, file.length);
        if (Arrays.equals(sha256().digest(plan), Arrays.copyOf(file, HASH))) {
          return Optional.of(plan);
        }
      }
    } catch (IOException e) {
      return Optional.empty(); // not there, or as good as
    }
    return Optional.empty();
  }

  /** Keeps an engine; a full or locked disk costs time at the next start and nothing else. */
  void keep(String key, byte[] plan) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "engine", ".part");
      try {
        Files.write(part, whole(plan));
        Files.move(part, file(key), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "an engine cannot be kept: {0}", e.getClass());
    }
  }

  /** Where TensorRT keeps what it measured while building; serves all models of one lane. */
  Path timings(String runtime, Order order) {
    return folder.resolve("timings-" + runtime + "-" + order.silicon() + ".cache");
  }

  private Path file(String key) {
    return folder.resolve(key + ".engine");
  }

  private static byte[] whole(byte[] plan) {
    byte[] file = Arrays.copyOf(sha256().digest(plan), HASH + plan.length);
    System.arraycopy(plan, 0, file, HASH, plan.length);
    return file;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
