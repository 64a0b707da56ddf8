package duet.inference.profile.measured;

import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every network in one piece on every lane that takes it, run in turns: what the machine does
 * besides meets all of them.
 */
final class Wholes implements AutoCloseable {
  /** One network on one lane. */
  private record Whole(CutModel model, Lane lane, Bench bench, List<Double> ns) {}

  private final List<Whole> all = new ArrayList<>();

  static Wholes open(Profiler.Rig rig, List<CutModel> models) {
    Wholes wholes = new Wholes();
    for (CutModel model : models) {
      for (Lane lane : rig.lanes()) {
        wholes.add(rig, model, lane);
      }
    }
    return wholes;
  }

  private void add(Profiler.Rig rig, CutModel model, Lane lane) {
    try {
      Bench bench = new Bench(rig.clocks());
      bench.add(model.open(rig.backend(), lane, 0, model.segments())).pass();
      all.add(new Whole(model, lane, bench, new ArrayList<>()));
    } catch (InferenceException e) {
      // Not as a whole: then each of its segments tells whether the lane takes it.
      return;
    }
  }

  /** All once, on the clock on the wall. */
  void round() {
    all.forEach(whole -> whole.ns().add((double) whole.bench().pass()));
  }

  /** Empty where the lane does not take the whole. */
  Optional<Bench> bench(CutModel model, Lane lane) {
    return all.stream()
        .filter(whole -> whole.model() == model && whole.lane() == lane)
        .map(Whole::bench)
        .findFirst();
  }

  /** Of all rounds. */
  double medianNs(Bench bench) {
    return all.stream()
        .filter(whole -> whole.bench() == bench)
        .mapToDouble(
            whole -> Bench.median(whole.ns().stream().mapToDouble(Double::doubleValue).toArray()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    all.forEach(whole -> whole.bench().close());
  }
}
