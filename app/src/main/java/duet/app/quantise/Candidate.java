package duet.app.quantise;

import duet.app.quantise.Quantiser.Steps;
import duet.inference.calibration.Calibration.Images;
import duet.inference.calibration.CalibrationCache;
import duet.inference.calibration.Comparison;
import duet.inference.calibration.Shapes;
import duet.inference.engine.Backend;
import duet.inference.graph.Cost;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxReader;
import duet.inference.onnx.OnnxWriter;
import duet.inference.surgery.Edited;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.PendingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * A model in fewer bits that lies beside the place where it shall be, under another name, until it
 * is accepted. Closing deletes what was not.
 *
 * @param model the new file with its new card
 * @param judged what this computer runs in its place: the same, unless the runtime it is for takes
 *     ranges in a file of their own
 * @param cache these ranges
 */
public record Candidate(
    InstalledModel model, InstalledModel judged, Outcome outcome, Optional<CalibrationCache> cache)
    implements AutoCloseable {
  /** Over so many runs of either model the times are compared, at least. */
  private static final int RUNS = 24;

  /**
   * Makes one and compares it with the old model.
   *
   * @param folder where the new model shall be
   * @throws duet.inference.surgery.SurgeryException when it cannot be done with this model
   * @throws duet.inference.onnx.OnnxException when the file is no model that can be edited
   */
  public static Candidate make(
      Backend backend, Recipe recipe, InstalledModel old, Images images, Path folder, Steps steps)
      throws IOException {
    Graph graph = Shapes.complete(backend, OnnxReader.read(old.file()));
    Quantiser.Result result = new Quantiser(backend, recipe).apply(graph, images, steps);
    List<PendingModel> pending = written(result, folder);
    Path run = pending.get(0).file();
    try {
      Comparison comparison = compare(backend, List.of(old.file(), run), images, steps);
      return new Candidate(
          carded(old, Cost.of(graph), recipe, pending.get(pending.size() - 1).file()),
          carded(old, Cost.of(graph), recipe, run),
          outcome(backend, result.run(), files(old, pending), recipe.precision(), comparison),
          result.cache());
    } catch (IOException | RuntimeException e) {
      for (PendingModel one : pending) {
        one.close();
      }
      throw e;
    }
  }

  /** The old file, the one that is run here, and the one that is written. */
  private static List<Path> files(InstalledModel old, List<PendingModel> pending) {
    return List.of(old.file(), pending.get(0).file(), pending.get(pending.size() - 1).file());
  }

  /** What is run here, and what goes to its runtime if that is another. */
  private static List<PendingModel> written(Quantiser.Result result, Path folder)
      throws IOException {
    PendingModel run =
        PendingModel.written(folder, it -> OnnxWriter.write(result.run().graph(), it));
    if (result.cache().isEmpty()) {
      return List.of(run);
    }
    boolean both = false;
    try {
      PendingModel other =
          PendingModel.written(folder, it -> OnnxWriter.write(result.written(), it));
      both = true;
      return List.of(run, other);
    } finally {
      if (!both) {
        run.close();
      }
    }
  }

  private static Outcome outcome(
      Backend backend, Edited edited, List<Path> files, Precision precision, Comparison comparison)
      throws IOException {
    long before = Files.size(files.get(0));
    long after = Files.size(files.get(2));
    return new Outcome(
        precision, edited.changes(), before, after, comparison, backend.operators(files.get(1)));
  }

  private static Comparison compare(Backend backend, List<Path> both, Images images, Steps steps) {
    int rounds = Math.max(1, (RUNS + images.count() - 1) / images.count());
    int runs = rounds * images.count();
    return Comparison.of(backend, both, images, rounds, done -> steps.at("comparison", done, runs));
  }

  private static InstalledModel carded(InstalledModel old, Cost cost, Recipe recipe, Path file) {
    String sha256 = InstalledModel.sha256(file);
    ModelCard card = NewCard.of(old, cost, recipe, sha256);
    return InstalledModel.open(file, card);
  }

  /** Where the ranges of a model lie: beside it. */
  public static Path cacheOf(Path onnx) {
    return onnx.resolveSibling(onnx.getFileName().toString().replaceFirst("\\.onnx$", ".cache"));
  }

  /** Puts model, card and ranges where they shall be, in place of what is there. */
  public InstalledModel accept(Path onnx) throws IOException {
    if (cache.isPresent()) {
      Path part = model.file().resolveSibling(model.file().getFileName() + ".cache");
      try {
        Files.writeString(part, cache.get().text());
        Files.move(part, cacheOf(onnx), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    new PendingModel(model.file()).accept(onnx, Optional.of(model.card()));
    return new InstalledModel(model.card(), onnx, model.sha256());
  }

  @Override
  public void close() throws IOException {
    new PendingModel(judged.file()).close();
    new PendingModel(model.file()).close();
  }
}
