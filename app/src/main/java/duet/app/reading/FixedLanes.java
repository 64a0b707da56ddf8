package duet.app.reading;

import duet.app.vision.Contract;
import duet.inference.device.Lane;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.pipeline.Engines;
import duet.inference.pipeline.Pipeline;
import duet.inference.plan.Admission;
import duet.inference.plan.Arrivals;
import duet.inference.plan.Inflow;
import duet.inference.plan.Leg;
import duet.inference.plan.Objective;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.plan.Task;
import duet.inference.profile.Hop;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import duet.inference.profile.Subject;
import duet.models.card.InstalledModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Each network whole, on a lane of its own: how CT is read before anything is known of the times of
 * this machine.
 */
final class FixedLanes implements Engines {
  /** Deep enough that the faster lane need not wait, shallow enough that results are fresh. */
  static final int DEPTH = 3;

  /** Wait before the first lane; more would only make results older. */
  static final Inflow INFLOW =
      new Inflow(new Arrivals.Saturated(), Admission.TOGETHER, 2, Inflow.Overflow.WAIT);

  private final Backend backend;
  private final List<InstalledModel> models;
  private final Map<Integer, List<String>> results = new ConcurrentHashMap<>();
  private final Map<Leg, Engine> tried = new HashMap<>();

  FixedLanes(Backend backend, List<InstalledModel> models) {
    this.backend = backend;
    this.models = List.copyOf(models);
  }

  /** As known of a network that was opened. */
  List<String> results(int task) {
    return results.getOrDefault(task, List.of());
  }

  @Override
  public Engine open(int task, Leg leg) {
    Engine open = tried.remove(leg);
    return open == null ? openNow(task, leg) : open;
  }

  private Engine openNow(int task, Leg leg) {
    InstalledModel model = models.get(task);
    Engine engine = backend.open(model.file(), leg.lane(), Optimisation.ALL);
    try {
      Contract.demand(model.card(), engine);
    } catch (InferenceException e) {
      engine.close();
      throw e;
    }
    results.put(task, engine.outputs().stream().map(Port::name).toList());
    return engine;
  }

  /**
   * The synthesis on the strongest lane and the detection on the next, where there is one; or the
   * other way round where the next is a DLA that does not take the detection, which no DLA takes
   * whole, and takes the synthesis.
   */
  Plan plan() {
    List<Lane> lanes = backend.lanes();
    Lane first = lanes.get(0);
    Lane second = lanes.get(Math.min(1, lanes.size() - 1));
    boolean turned = first == Lane.GPU && second != first && !takes(1, second) && takes(0, second);
    return turned ? plan(second, first) : plan(first, second);
  }

  private static Plan plan(Lane synthesis, Lane detection) {
    return new Plan(List.of(Route.on(synthesis, 1), Route.on(detection, 1)), DEPTH);
  }

  /** To know it takes an engine; it is kept for who opens it next. */
  private boolean takes(int task, Lane lane) {
    Leg leg = new Leg(lane, 0, 1);
    try {
      tried.put(leg, openNow(task, leg));
      return true;
    } catch (InferenceException e) {
      return false; // the plan without it says so when it is followed
    }
  }

  /** With no times: they are not known. */
  Problem problem() {
    List<Hop> hops = new ArrayList<>();
    Map<Lane, Load> loads = new EnumMap<>(Lane.class);
    for (Lane lane : backend.lanes()) {
      loads.put(lane, new Load(0, 0));
      backend.lanes().stream()
          .filter(other -> other != lane)
          .forEach(other -> hops.add(new Hop(lane, other, 0, 0)));
    }
    List<ModelProfile> whole = new ArrayList<>();
    List<Task> tasks = new ArrayList<>();
    for (InstalledModel model : models) {
      String name = model.card().name();
      List<Segment> segments = List.of(new Segment(name, 0, loads, Map.of()));
      whole.add(new ModelProfile(name, segments, 0));
      tasks.add(Task.of(name, whole.get(whole.size() - 1)));
    }
    Subject subject = new Subject(backend.origin(), "not profiled", "", Map.of());
    Profile profile =
        new Profile(subject, backend.lanes().stream().map(LaneTraits::of).toList(), whole, hops, 0);
    return new Problem(profile, tasks, Objective.THROUGHPUT, INFLOW);
  }

  /** Where a lane is lost, all goes on on the first that is left. */
  Pipeline.Work work(Plan plan) {
    return new Pipeline.Work(problem(), plan, this, FixedLanes::onWhatIsLeft);
  }

  private static Plan onWhatIsLeft(Problem now) {
    List<Lane> lanes = now.profile().laneNames();
    List<Route> routes = new ArrayList<>();
    for (Task task : now.tasks()) {
      List<Lane> able = lanes.stream().filter(task.model()::runsOn).toList();
      routes.add(Route.on(able.get(Math.min(routes.size(), able.size() - 1)), 1));
    }
    return new Plan(routes, DEPTH);
  }
}
