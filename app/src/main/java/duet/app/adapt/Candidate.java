package duet.app.adapt;

import duet.inference.calibration.Constants;
import duet.inference.engine.Backend;
import duet.inference.graph.Cost;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxReader;
import duet.inference.onnx.OnnxWriter;
import duet.inference.surgery.SurgeryException;
import duet.models.card.CardWriter;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An adapted network that lies beside the place where it shall be, under another name, until it is
 * accepted. Closing deletes what was not.
 *
 * @param original the file it was made of
 * @param before the network of that file
 * @param file where it lies
 */
public record Candidate(Path original, Graph before, Plan plan, Path file)
    implements AutoCloseable {

  /**
   * Reads a model, changes it by a recipe and writes the result.
   *
   * @param folder where the new model shall be
   * @throws SurgeryException when no cure applies, or the network cannot be edited
   * @throws duet.inference.onnx.OnnxException when the file is no model that can be edited
   */
  public static Candidate make(Backend backend, Path original, Recipe recipe, Path folder)
      throws IOException {
    Graph before = OnnxReader.read(original);
    Plan plan = Plan.of(before, recipe, new Constants(backend));
    if (plan.steps().isEmpty()) {
      throw new SurgeryException("has nothing that these cures help; it stays as it is");
    }
    Path file = folder.resolve(".duet-" + UUID.randomUUID() + ".onnx");
    boolean written = false;
    try {
      OnnxWriter.write(plan.graph(), file);
      written = true;
    } finally {
      if (!written) {
        Files.deleteIfExists(file);
      }
    }
    return new Candidate(original, before, plan, file);
  }

  /** Runs both networks. */
  public Proof prove(Backend backend, List<Stimulus> stimuli) {
    return Proof.of(backend, original, file, plan, stimuli);
  }

  /** Puts the network where it shall be, in place of what is there. */
  public void accept(Path onnx) throws IOException {
    Files.move(file, onnx, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The same, with a card beside it that says where the network comes from. */
  public void accept(Path onnx, InstalledModel old, Path card) throws IOException {
    String sha256 = InstalledModel.open(file, old.card().withoutFile()).sha256();
    accept(onnx);
    CardWriter.write(card(old, sha256), card);
  }

  private ModelCard card(InstalledModel old, String sha256) {
    ModelCard card = old.card();
    List<String> limits = new ArrayList<>(card.limits());
    limits.add(
        "Adapted for a DLA from the file of SHA-256 "
            + old.sha256()
            + "; what was measured was measured of that one.");
    return new ModelCard(
        card.name(),
        card.version() + "-adapted",
        card.task(),
        card.training(),
        card.intendedUse(),
        limits,
        card.trainingData(),
        card.input(),
        card.output(),
        card.file().map(its -> file(its, sha256)),
        card.making(),
        card.evidence());
  }

  private ModelFile file(ModelFile old, String sha256) {
    Cost cost = Cost.of(plan.graph());
    return new ModelFile(sha256, cost.parameters(), cost.macs(), old.precision());
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
