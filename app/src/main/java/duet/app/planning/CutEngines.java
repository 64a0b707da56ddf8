package duet.app.planning;

import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.pipeline.Engines;
import duet.inference.plan.Leg;
import duet.inference.profile.measured.CutModel;
import java.util.List;

/**
 * Engines of networks that are cut as their profile is.
 *
 * @param models of the tasks, in their order
 */
public record CutEngines(Backend backend, List<CutModel> models) implements Engines {
  public CutEngines {
    models = List.copyOf(models);
  }

  @Override
  public Engine open(int task, Leg leg) {
    return models.get(task).open(backend, leg.lane(), leg.from(), leg.to());
  }
}
