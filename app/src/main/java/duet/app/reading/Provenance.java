package duet.app.reading;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.card.Training;
import java.util.List;

/**
 * Where a reading comes from, enough to repeat it.
 *
 * @param software name and version of Duet
 * @param backend name and version of the runtime
 * @param origin whose numbers the times are
 * @param plan which way the models took over the lanes at the end, in words
 */
public record Provenance(
    String software, String backend, Origin origin, List<ModelUse> models, String plan) {
  public Provenance {
    models = List.copyOf(models);
  }

  /** Each model whole, on its lane. */
  public Provenance(String software, String backend, Origin origin, List<ModelUse> models) {
    this(software, backend, origin, models, "each model whole, on a lane of its own");
  }

  /**
   * A model on a lane.
   *
   * @param sha256 of the model file, lower-case hex
   * @param lane on which it begins
   */
  public record ModelUse(ModelCard card, String sha256, Lane lane) {
    public String name() {
      return card.name();
    }

    public String cardVersion() {
      return card.version();
    }

    public Training training() {
      return card.training();
    }
  }

  /** Whether any of the models has learnt nothing: then every screen and file says so. */
  public boolean untrained() {
    return models.stream().anyMatch(use -> use.training() == Training.UNTRAINED);
  }

  /** Whether the models of a task have learnt anything. */
  public Training training(Task task) {
    boolean untrained =
        models.stream()
            .anyMatch(use -> use.card().task() == task && use.training() == Training.UNTRAINED);
    return untrained ? Training.UNTRAINED : Training.TRAINED;
  }
}
