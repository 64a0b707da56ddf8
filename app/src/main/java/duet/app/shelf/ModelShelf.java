package duet.app.shelf;

import duet.app.shelf.ModelWish.Pick;
import duet.app.shelf.ModelWish.Stock;
import duet.models.build.StandIns;
import duet.models.card.CardException;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.shipped.ShippedModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The models to read with: those that the user put into a folder, those that come with Duet, and
 * untrained stand-ins where there is neither, or where they are asked for.
 *
 * @param own {@code NAME.onnx} with its card {@code NAME.yaml}; need not exist
 * @param cache for models that must be written before they can be opened; may be deleted
 */
public record ModelShelf(Path own, Path cache, ShippedModels shipped) {
  private static final List<Task> TASKS = List.of(Task.SYNTHESIS, Task.DETECTION);

  /**
   * The models that a wish stands for, ready to be opened.
   *
   * @param say takes a line for the user before something takes long
   * @return synthesis, then detection
   * @throws CardException a card or model cannot be used, or there is none of that name
   * @throws UncheckedIOException a folder cannot be read or written
   */
  public List<InstalledModel> choose(ModelWish wish, Consumer<String> say) {
    List<InstalledModel> models = new ArrayList<>();
    for (Task task : TASKS) {
      Optional<Pick> pick = wish.pick(task);
      models.add(pick.isPresent() ? picked(pick.get(), task, say) : any(wish.stock(), task, say));
    }
    return List.copyOf(models);
  }

  /**
   * All models: the user's own, those that come with Duet, and those of the wish that are neither.
   *
   * @param say as for {@link #choose}
   */
  public List<InstalledModel> all(ModelWish wish, Consumer<String> say) {
    List<InstalledModel> all = new ArrayList<>(present());
    shipped.cards().forEach(card -> all.add(shipped.open(card, cache)));
    choose(wish, say).stream().filter(model -> !all.contains(model)).forEach(all::add);
    return List.copyOf(all);
  }

  private InstalledModel any(Stock stock, Task task, Consumer<String> say) {
    if (stock == Stock.STAND_IN) {
      return standIn(task, say);
    }
    return first(present(), task)
        .or(() -> shipped(card -> card.task() == task))
        .orElseGet(() -> standIn(task, say));
  }

  private Optional<InstalledModel> shipped(Predicate<ModelCard> which) {
    return shipped.cards().stream()
        .filter(which)
        .findFirst()
        .map(card -> shipped.open(card, cache));
  }

  private static Optional<InstalledModel> first(List<InstalledModel> models, Task task) {
    return models.stream().filter(model -> model.card().task() == task).findFirst();
  }

  private InstalledModel picked(Pick pick, Task task, Consumer<String> say) {
    InstalledModel model = pick.isFile() ? file(pick) : named(pick.name(), say);
    if (model.card().task() != task) {
      throw new CardException(
          "model "
              + pick.name()
              + " is for "
              + word(model.card().task())
              + ", not for "
              + word(task)
              + "; choose another one, duet models lists them");
    }
    return model;
  }

  private static String word(Task task) {
    return task == Task.SYNTHESIS ? "synthesis" : "detection";
  }

  private static InstalledModel file(Pick pick) {
    Path onnx = Path.of(pick.name());
    Path card = pick.card().orElseGet(() -> beside(onnx));
    if (!Files.isRegularFile(onnx)) {
      throw new CardException("there is no model file " + onnx);
    }
    if (!Files.isRegularFile(card)) {
      throw withoutCard(onnx, card);
    }
    return InstalledModel.open(onnx, card);
  }

  private static CardException withoutCard(Path onnx, Path card) {
    return new CardException(
        "model file "
            + onnx.getFileName()
            + " has no card: write one as "
            + card.getFileName()
            + " beside it, or give its place");
  }

  private InstalledModel named(String name, Consumer<String> say) {
    Stream<InstalledModel> own = present().stream();
    return own.filter(model -> model.card().name().equals(name))
        .findFirst()
        .or(() -> shipped(card -> card.name().equals(name)))
        .orElseGet(() -> standInNamed(name, say));
  }

  private InstalledModel standInNamed(String name, Consumer<String> say) {
    return TASKS.stream()
        .filter(task -> StandIns.name(task).equals(name))
        .findFirst()
        .map(task -> standIn(task, say))
        .orElseThrow(
            () -> new CardException("there is no model " + name + "; there are " + names()));
  }

  private String names() {
    return Stream.of(present().stream().map(InstalledModel::card), shipped.cards().stream())
            .flatMap(cards -> cards)
            .map(ModelCard::name)
            .collect(Collectors.joining(", "))
        + TASKS.stream().map(StandIns::name).collect(Collectors.joining(", ", ", ", ""));
  }

  /** In name order. */
  private List<InstalledModel> present() {
    if (!Files.isDirectory(own)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(own)) {
      return files
          .filter(file -> file.toString().endsWith(".onnx"))
          .filter(file -> Files.isRegularFile(beside(file)))
          .sorted()
          .map(file -> InstalledModel.open(file, beside(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the models in " + own + " cannot be listed", e);
    }
  }

  private static Path beside(Path onnx) {
    return onnx.resolveSibling(
        onnx.getFileName().toString().replaceFirst("\\.onnx$", "") + ".yaml");
  }

  private InstalledModel standIn(Task task, Consumer<String> say) {
    var said = new AtomicBoolean();
    return first(
            StandIns.install(
                cache,
                (model, bytes, of) -> {
                  if (said.compareAndSet(false, true)) {
                    say.accept(
                        "Writing untrained stand-in models to " + cache + ", about 220 MB, once.");
                  }
                }),
            task)
        .orElseThrow();
  }
}
