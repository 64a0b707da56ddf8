package duet.app.planning;

import duet.inference.device.Lane;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Port;
import duet.inference.pipeline.Engines;
import duet.inference.plan.Inflow;
import duet.inference.plan.Objective;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.measured.CutModel;
import duet.inference.profile.measured.Effort;
import duet.inference.profile.measured.Profiler;
import duet.inference.schedule.Schedule;
import duet.inference.schedule.Scheduler;
import duet.inference.tensor.Tensor;
import duet.models.card.InstalledModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every policy's plan beside its run. The profile is measured, each scheduler plans from it, and
 * all plans run in turns, so that a change in what else the machine does meets all of them.
 */
public final class ScheduleBench {
  private static final int ROUNDS = 3;

  /**
   * What is measured, and how far.
   *
   * @param models of the tasks
   * @param frames of each policy, over all rounds
   * @param segments into which a network is cut at most
   */
  public record Wish(
      List<InstalledModel> models, List<Scheduler> schedulers, int frames, int segments) {}

  /**
   * One policy.
   *
   * @param measured frames a second in each round
   * @param busy measured share of each lane, the mean over the rounds
   * @param sameBits whether every result is that of the first policy, bit for bit
   */
  public record Outcome(
      Schedule schedule, List<Double> measured, Map<Lane, Double> busy, boolean sameBits) {
    /** The median over the rounds. */
    public double framesPerSecond() {
      return measured.stream().sorted().skip(measured.size() / 2).findFirst().orElseThrow();
    }

    /** Measured over planned. */
    public double ratio() {
      return framesPerSecond() / schedule.metrics().framesPerSecond();
    }
  }

  private final Backend backend;
  private final Wish wish;
  private final List<CutModel> models;
  private final Frames frames;
  private final List<List<String>> results = new ArrayList<>();
  private final List<Handling> handling = new ArrayList<>();

  private ScheduleBench(Backend backend, Wish wish) {
    this.backend = backend;
    this.wish = wish;
    frames = new Frames(wish.models());
    models =
        wish.models().stream()
            .map(m -> CutModel.read(m.card().name(), m.file(), wish.segments()))
            .toList();
    for (int task = 0; task < models.size(); task++) {
      handle(task);
    }
  }

  /** Names of the results of a task, and what handling a frame costs. */
  private void handle(int task) {
    CutModel model = models.get(task);
    try (Engine engine = model.open(backend, backend.lanes().get(0), 0, model.segments())) {
      Map<String, Tensor> tensors = new HashMap<>();
      engine.inputs().forEach(p -> tensors.put(p.name(), Tensor.allocate(p.type(), p.shape())));
      engine.outputs().forEach(p -> tensors.put(p.name(), Tensor.allocate(p.type(), p.shape())));
      List<String> names = engine.outputs().stream().map(Port::name).sorted().toList();
      results.add(names);
      handling.add(frames.handling(task, names, tensors));
    }
  }

  /** Reads the models and cuts them. */
  public static ScheduleBench of(Backend backend, Wish wish) {
    return new ScheduleBench(backend, wish);
  }

  /** Measures, and plans by every policy. */
  public List<Schedule> plan(Profiler.Progress progress) throws InterruptedException {
    Profile profile =
        Profiler.measure(
            Profiler.Rig.of(backend, backend.lanes()), models, Effort.THOROUGH, progress);
    Problem problem = problem(profile);
    return wish.schedulers().stream().map(s -> Slack.in(s.schedule(problem))).toList();
  }

  private Problem problem(Profile profile) {
    List<ModelProfile> handled = new ArrayList<>();
    for (int task = 0; task < models.size(); task++) {
      handled.add(handling.get(task).addTo(profile.models().get(task)));
    }
    List<Task> tasks = handled.stream().map(model -> Task.of(model.model(), model)).toList();
    return new Problem(
        profile.withModels(handled), tasks, Objective.THROUGHPUT, Inflow.saturated());
  }

  /** Runs all plans in turns. */
  public List<Outcome> run(List<Schedule> schedules) throws InterruptedException {
    Map<Schedule, List<PlanTrial.Truth>> truths = new HashMap<>();
    int each = Math.max(2 * frames.different(), wish.frames() / ROUNDS);
    for (int round = 0; round < ROUNDS; round++) {
      for (Schedule schedule : schedules) {
        PlanTrial trial = new PlanTrial(schedule, frames, results, each);
        truths
            .computeIfAbsent(schedule, key -> new ArrayList<>())
            .add(trial.run(new CutEngines(backend, models)));
      }
    }
    long[][] expected = truths.getOrDefault(schedules.get(0), List.of()).get(0).sums();
    return schedules.stream()
        .map(schedule -> outcome(schedule, truths.getOrDefault(schedule, List.of()), expected))
        .toList();
  }

  Engines engines() {
    return new CutEngines(backend, models);
  }

  PlanTrial trial(Schedule schedule, int count) {
    return new PlanTrial(schedule, frames, results, count);
  }

  /** Whether the same slice gives the same every time; the first time is that without trouble. */
  boolean consistent(long[][] sums) {
    return same(sums, sums);
  }

  private Outcome outcome(Schedule schedule, List<PlanTrial.Truth> truths, long[][] expected) {
    Map<Lane, Double> busy = new EnumMap<>(Lane.class);
    for (Lane lane : schedule.problem().profile().laneNames()) {
      busy.put(
          lane,
          truths.stream().mapToDouble(t -> t.busy().getOrDefault(lane, 0.0)).average().orElse(0));
    }
    return new Outcome(
        schedule,
        truths.stream().map(PlanTrial.Truth::framesPerSecond).collect(Collectors.toList()),
        busy,
        truths.stream().allMatch(truth -> same(truth.sums(), expected)));
  }

  /** Each frame gives what the same slice gave at first, so no two were swapped either. */
  private boolean same(long[][] sums, long[][] expected) {
    for (int task = 0; task < sums.length; task++) {
      for (int i = 0; i < sums[task].length; i++) {
        if (sums[task][i] != expected[task][i % frames.different()]) {
          return false;
        }
      }
    }
    return true;
  }
}
