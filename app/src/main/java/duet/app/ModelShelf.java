package duet.app;

import duet.models.build.StandIns;
import duet.models.card.InstalledModel;
import duet.models.card.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The models to read with: those that the user put into a folder, and stand-ins for the tasks that
 * have none there.
 *
 * @param own {@code NAME.onnx} with its card {@code NAME.yaml}; need not exist
 * @param standIns may be deleted at any time
 */
record ModelShelf(Path own, Path standIns) {
  /**
   * Opens them, and writes stand-ins where they are needed for the first time.
   *
   * @param say takes a line for the user before that
   * @return synthesis, then detection
   * @throws duet.models.card.CardException a card or model cannot be read
   * @throws UncheckedIOException a folder cannot be read or written
   */
  List<InstalledModel> open(Consumer<String> say) {
    List<InstalledModel> there = present();
    var models = new ArrayList<InstalledModel>();
    for (Task task : List.of(Task.SYNTHESIS, Task.DETECTION)) {
      models.add(first(there, task).orElseGet(() -> first(install(say), task).orElseThrow()));
    }
    return List.copyOf(models);
  }

  private static Optional<InstalledModel> first(List<InstalledModel> models, Task task) {
    return models.stream().filter(model -> model.card().task() == task).findFirst();
  }

  /** In name order. */
  private List<InstalledModel> present() {
    if (!Files.isDirectory(own)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(own)) {
      return files
          .filter(file -> file.toString().endsWith(".onnx"))
          .filter(file -> Files.isRegularFile(card(file)))
          .sorted()
          .map(file -> InstalledModel.open(file, card(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the models in " + own + " cannot be listed", e);
    }
  }

  private static Path card(Path onnx) {
    return onnx.resolveSibling(onnx.getFileName().toString().replaceFirst("onnx$", "yaml"));
  }

  private List<InstalledModel> install(Consumer<String> say) {
    var said = new AtomicBoolean();
    return StandIns.install(
        standIns,
        (model, bytes, of) -> {
          if (said.compareAndSet(false, true)) {
            say.accept(
                "Writing untrained stand-in models to " + standIns + ", about 220 MB, once.");
          }
        });
  }
}
