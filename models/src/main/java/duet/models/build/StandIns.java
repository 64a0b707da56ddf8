package duet.models.build;

import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxWriter;
import duet.models.card.CardException;
import duet.models.card.CardReader;
import duet.models.card.CardWriter;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The full-size networks with seeded weights: for measuring, and where no trained model is there.
 *
 * <p>Three files a model: {@code NAME.onnx}, its card {@code NAME.yaml}, and {@code NAME.sha256} as
 * {@code sha256sum -c} reads it. The hash is written last. So a model is there when all three agree
 * with each other and the card with the one in this program; anything else, from a cut power line
 * to a flipped bit, is written again. Two programs that install at once write equal bytes under
 * temporary names of their own, and the last rename wins.
 */
public final class StandIns {
  /** One with which the detector marks some slices of a head CT and not others. */
  static final long SEED = 7;

  private static final List<StandIn> ALL =
      List.of(
          new StandIn(
              Task.SYNTHESIS,
              "stand-in-pix2pix",
              () -> Pix2Pix.graph(Pix2Pix.Variant.CROPPING, 64, 256, SEED)),
          new StandIn(Task.DETECTION, "stand-in-yolov8n", () -> Yolov8.graph(640, 5, SEED)));

  private StandIns() {}

  /** Told while models are written; on the thread that installs. */
  @FunctionalInterface
  public interface Progress {
    void written(String model, long bytes, long ofBytes);
  }

  /** What the stand-in for a task is called. */
  public static String name(Task task) {
    return ALL.stream().filter(one -> one.task() == task).findFirst().orElseThrow().name();
  }

  /** Installs without telling of progress. */
  public static List<InstalledModel> install(Path folder) {
    return install(folder, (model, bytes, ofBytes) -> {});
  }

  /**
   * Makes sure that both stand-ins are in {@code folder}, which is made if need be.
   *
   * @return synthesis, then detection
   * @throws UncheckedIOException when the folder cannot be written, or is full
   */
  public static List<InstalledModel> install(Path folder, Progress progress) {
    try {
      Files.createDirectories(folder);
      List<InstalledModel> models = new ArrayList<>();
      for (StandIn standIn : ALL) {
        models.add(standIn.install(folder, progress));
      }
      return List.copyOf(models);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the models cannot be written to "
              + folder
              + "; 250 MB must be free there, and the folder writable",
          e);
    }
  }

  private record StandIn(Task task, String name, Supplier<Graph> network) {

    InstalledModel install(Path folder, Progress progress) throws IOException {
      Path onnx = folder.resolve(name + ".onnx");
      Path card = folder.resolve(name + ".yaml");
      Path hash = folder.resolve(name + ".sha256");
      Optional<InstalledModel> present = present(onnx, card, hash);
      if (present.isPresent()) {
        return present.get();
      }
      Files.deleteIfExists(hash);
      CardWriter.write(card(), card);
      Graph graph = network.get();
      long size = OnnxWriter.size(graph);
      OnnxWriter.write(graph, onnx, bytes -> progress.written(name, bytes, size));
      InstalledModel model = InstalledModel.open(onnx, card);
      writeHash(hash, line(model));
      return model;
    }

    private Optional<InstalledModel> present(Path onnx, Path card, Path hash) throws IOException {
      if (!Files.isRegularFile(onnx) || !Files.isRegularFile(card) || !Files.isRegularFile(hash)) {
        return Optional.empty();
      }
      try {
        InstalledModel model = InstalledModel.open(onnx, card);
        boolean intact = model.card().equals(card()) && Files.readString(hash).equals(line(model));
        return intact ? Optional.of(model) : Optional.empty();
      } catch (CardException e) {
        return Optional.empty();
      }
    }

    private static String line(InstalledModel model) {
      return model.sha256() + "  " + model.file().getFileName() + "\n";
    }

    private static void writeHash(Path hash, String line) throws IOException {
      Path part = Files.createTempFile(hash.getParent(), hash.getFileName() + ".", ".part");
      Files.writeString(part, line);
      Files.move(part, hash, StandardCopyOption.ATOMIC_MOVE);
    }

    private ModelCard card() throws IOException {
      String resource = "/cards/" + name + ".yaml";
      try (InputStream in = StandIns.class.getResourceAsStream(resource)) {
        return CardReader.read(Objects.requireNonNull(in, resource));
      }
    }
  }
}
