package duet.app.reproduce.experiment;

import duet.inference.device.Lane;
import duet.inference.plan.Inflow;
import duet.inference.plan.Objective;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.plan.Task;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.simulation.Metrics;
import duet.inference.simulation.Passage;
import duet.inference.simulation.Simulated;
import duet.inference.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets models run beside each other on a simulated board, each as fast as it can.
 *
 * @param profile of the board
 * @param depth how many frames a model has underway: 1 is one after the other
 */
public record Bench(Profile profile, int depth) {
  private static final int FRAMES = 120;

  /**
   * A model and its way.
   *
   * @param model what it costs
   * @param lanes of its segments
   */
  public record Runner(ModelProfile model, List<Lane> lanes) {}

  /**
   * What came of it.
   *
   * @param rates frames a second of each model
   * @param gpuBusy share of the time
   * @param simulated all that happened
   */
  public record Outcome(List<Double> rates, double gpuBusy, Simulated simulated) {}

  public Outcome run(List<Runner> runners) {
    List<Task> tasks = new ArrayList<>();
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < runners.size(); i++) {
      tasks.add(Task.of((i + 1) + " " + runners.get(i).model().model(), runners.get(i).model()));
      routes.add(Route.of(runners.get(i).lanes()));
    }
    Problem problem = new Problem(profile, tasks, Objective.THROUGHPUT, Inflow.free());
    Plan plan = new Plan(routes, depth);
    Simulated simulated = Simulation.run(problem, plan, FRAMES);
    double busy = Metrics.of(problem, plan, simulated).lanes().get(0).busy();
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < runners.size(); i++) {
      rates.add(rate(simulated, i));
    }
    return new Outcome(rates, busy, simulated);
  }

  /** Once it runs evenly: the first quarter does not count. */
  private static double rate(Simulated simulated, int task) {
    long[] ends =
        simulated.passages().stream()
            .filter(passage -> passage.task() == task)
            .mapToLong(Passage::endedNs)
            .toArray();
    int from = ends.length / 4;
    return (ends.length - 1 - from) * 1e9 / (ends[ends.length - 1] - ends[from]);
  }
}
