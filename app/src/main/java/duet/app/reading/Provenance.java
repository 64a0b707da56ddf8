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
 */
public record Provenance(String software, String backend, Origin origin, List<ModelUse> models) {
  public Provenance {
    models = List.copyOf(models);
  }

  /**
   * A model on a lane.
   *
   * @param sha256 of the model file, lower-case hex
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
