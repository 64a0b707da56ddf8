package duet.app.reading;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
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

  /** A model on a lane. */
  public record ModelUse(
      String name, String cardVersion, String sha256, Training training, Lane lane) {}

  public boolean untrained() {
    return models.stream().anyMatch(use -> use.training() == Training.UNTRAINED);
  }
}
