package duet.app.adapt;

import duet.inference.calibration.Constants;
import duet.inference.engine.Backend;
import duet.inference.graph.Cost;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxReader;
import duet.inference.onnx.OnnxWriter;
import duet.inference.surgery.SurgeryException;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.ModelFile;
import duet.models.card.PendingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An adapted network that lies beside the place where it shall be, under another name, until it is
 * accepted. Closing deletes what was not.
 *
 * @param original the file it was made of
 * @param before the network of that file
 * @param model where it lies
 */
public record Candidate(Path original, Graph before, Plan plan, PendingModel model)
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
    PendingModel model = PendingModel.written(folder, file -> OnnxWriter.write(plan.graph(), file));
    return new Candidate(original, before, plan, model);
  }

  /** Runs both networks. */
  public Proof prove(Backend backend, List<Stimulus> stimuli) {
    return Proof.of(backend, original, model.file(), plan, stimuli);
  }

  /**
   * Puts the network where it shall be, in place of what is there.
   *
   * @param old the model with its card, if it has one; then a card goes beside the new one too
   */
  public void accept(Path onnx, Optional<InstalledModel> old) throws IOException {
    model.accept(onnx, old.map(this::card));
  }

  private ModelCard card(InstalledModel old) {
    List<String> limits =
        Stream.concat(
                plan.notes().stream(),
                Stream.of(
                    "Adapted for a DLA from the file of SHA-256 "
                        + old.sha256()
                        + "; what was measured was measured of that one."))
            .toList();
    return old.card().derived("-adapted", limits, old.card().file().map(this::file));
  }

  private ModelFile file(ModelFile old) {
    Cost cost = Cost.of(plan.graph());
    String sha256 = InstalledModel.sha256(model.file());
    return new ModelFile(sha256, cost.parameters(), cost.macs(), old.precision());
  }

  @Override
  public void close() throws IOException {
    model.close();
  }
}
