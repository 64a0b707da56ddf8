package duet.app.reading;

import duet.app.console.VerbException;
import duet.app.planning.CutEngines;
import duet.app.planning.Handling;
import duet.app.planning.Slack;
import duet.app.profile.ProfileFile;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.Port;
import duet.inference.pipeline.Buffers;
import duet.inference.pipeline.Pipeline;
import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Objective;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.measured.CutModel;
import duet.inference.profile.measured.Effort;
import duet.inference.profile.measured.Profiler;
import duet.inference.profile.measured.Surroundings;
import duet.inference.schedule.Schedule;
import duet.inference.schedule.Schedulers;
import duet.inference.tensor.Tensor;
import duet.models.card.InstalledModel;
import duet.viewer.series.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the best schedule for this machine and has the reader follow it. What the networks cost is
 * measured once, while nothing is read, and kept until a model, the runtime or the machine changes.
 */
final class Planning {
  private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

  /** Enough to balance two lanes; more would take longer to measure than it gains. */
  private static final int SEGMENTS = 8;

  private static final int TIMES = 7;

  /** A plan stays as long as no other would be better by more than a tenth. */
  private static final double WORTH = 0.9;

  private final Reader reader;
  private final Backend backend;
  private final List<InstalledModel> models;
  private final Path folder;

  /**
   * For a reader.
   *
   * @param folder where profiles are kept
   */
  Planning(Reader reader, Backend backend, List<InstalledModel> models, Path folder) {
    this.reader = reader;
    this.backend = backend;
    this.models = List.copyOf(models);
    this.folder = folder;
  }

  /** Until the reader follows a schedule, or it is clear that there is none. */
  void run() {
    // On a device each engine takes minutes to build; there a person decides when to profile.
    if (backend.lanes().size() < 2 || backend.origin() != Origin.CPU_LANES) {
      return;
    }
    try {
      Profile profile = profile();
      follow(profile);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the reader is being closed
    } catch (InferenceException | ImpossibleException | VerbException | IOException e) {
      LOG.warn("CT is read without a schedule: {}", e.getMessage());
    }
  }

  private Profile profile() throws InterruptedException, IOException {
    Path file = folder.resolve("reading-" + key() + ".json");
    if (Files.exists(file)) {
      try {
        return ProfileFile.read(file);
      } catch (VerbException e) {
        LOG.warn("measuring again: {}", e.getMessage());
      }
    }
    reader.awaitQuiet();
    Profile profile = measure();
    Files.createDirectories(folder);
    ProfileFile.write(file, profile);
    return profile;
  }

  /** Other models, another runtime or another machine: another profile. */
  private String key() {
    List<String> facts = new ArrayList<>(models.stream().map(InstalledModel::sha256).toList());
    facts.add(backend.name());
    facts.add(Surroundings.device());
    facts.add("segments " + SEGMENTS);
    return UUID.nameUUIDFromBytes(facts.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Profile measure() throws InterruptedException {
    List<CutModel> cut =
        models.stream().map(m -> CutModel.read(m.card().name(), m.file(), SEGMENTS)).toList();
    List<Handling> handling = new ArrayList<>();
    for (int task = 0; task < cut.size(); task++) {
      handling.add(handling(task, cut));
    }
    Profile bare =
        Profiler.measure(
            Profiler.Rig.of(backend, backend.lanes()),
            cut,
            Effort.QUICK,
            (done, total, what) -> reader.awaitQuietly());
    List<ModelProfile> handled = new ArrayList<>();
    for (int task = 0; task < cut.size(); task++) {
      handled.add(handling.get(task).addTo(bare.models().get(task)));
    }
    return bare.withModels(handled);
  }

  /** What preparing a slice and reading a result take, on buffers as they will be. */
  private Handling handling(int task, List<CutModel> cut) {
    Map<String, Tensor> tensors = new HashMap<>();
    CutModel model = cut.get(task);
    try (Engine engine = model.open(backend, backend.lanes().get(0), 0, model.segments())) {
      for (Port port : engine.inputs()) {
        tensors.put(port.name(), Tensor.allocate(port.type(), port.shape()));
      }
      for (Port port : engine.outputs()) {
        tensors.put(port.name(), Tensor.allocate(port.type(), port.shape()));
      }
    }
    Halves halves = new Halves(models, its -> cut.get(its).results());
    Buffers buffers = new Buffers(tensors);
    Slice slice = ReadingBench.slice();
    long[] before = new long[TIMES];
    long[] after = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      halves.prepare(task, buffers, slice);
      long prepared = System.nanoTime();
      halves.read(task, buffers);
      before[i] = prepared - start;
      after[i] = System.nanoTime() - prepared;
    }
    Arrays.sort(before);
    Arrays.sort(after);
    return new Handling(before[TIMES / 2], after[TIMES / 2]);
  }

  private void follow(Profile profile) throws InterruptedException {
    List<CutModel> cut =
        models.stream().map(m -> CutModel.read(profile.model(m.card().name()), m.file())).toList();
    List<Task> tasks =
        models.stream().map(m -> Task.of(m.card().name(), profile.model(m.card().name()))).toList();
    Problem problem = new Problem(profile, tasks, Objective.THROUGHPUT, FixedLanes.INFLOW);
    Schedules schedules = new Schedules(Slack.in(Schedulers.best().schedule(problem)));
    Pipeline.Work work =
        new Pipeline.Work(
            problem, schedules.now.plan(), new CutEngines(backend, cut), schedules::anew);
    Pipeline pipeline = Pipeline.open(work, Pipeline.Witness.of(reader.timeline()));
    Halves halves = new Halves(models, task -> cut.get(task).results());
    reader.follow(new Following(pipeline, halves, () -> Optional.of(schedules.now)));
  }

  /** That which is followed, and the next when lanes change. */
  private static final class Schedules {
    volatile Schedule now;

    Schedules(Schedule first) {
      now = first;
    }

    Plan anew(Problem changed) {
      Schedule best = Slack.in(Schedulers.best().schedule(changed));
      if (stillGood(changed, best)) {
        return now.plan();
      }
      now = best;
      return best.plan();
    }

    /** Opening other engines takes time from the lanes: a little better is not worth it. */
    private boolean stillGood(Problem changed, Schedule best) {
      try {
        Schedule kept = Schedule.of(now.policy(), changed, now.plan(), now.certificate());
        return kept.metrics().framesPerSecond() >= WORTH * best.metrics().framesPerSecond();
      } catch (ImpossibleException e) {
        return false; // it needs a lane that is gone
      }
    }
  }
}
