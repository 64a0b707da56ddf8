package duet.inference.profile.measured;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.profile.Contention;
import duet.inference.profile.Hop;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import duet.inference.profile.Subject;
import duet.inference.profile.measured.LaneTimes.CutCost;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Measures networks on the lanes of a backend. What is compared with each other is run in turns, so
 * that a machine which slows for a while slows all of it; what counts is the median.
 */
public final class Profiler {
  /** Lanes that slow each other by a share of their speed, whatever the others do. */
  private static final double NO_ROOM = Double.MIN_NORMAL;

  /** Told of each step. */
  @FunctionalInterface
  public interface Progress {
    void step(int done, int total, String what);
  }

  /**
   * Where is measured.
   *
   * @param lanes in the order of the profile
   */
  public record Rig(Backend backend, List<Lane> lanes, Clocks clocks) {
    public Rig {
      lanes = List.copyOf(lanes);
    }

    /** Some lanes of a backend, by the clocks that suit it. */
    public static Rig of(Backend backend, List<Lane> lanes) {
      boolean threads = backend.origin() == Origin.CPU_LANES;
      return new Rig(backend, lanes, threads ? Clocks.ofThreads() : Clocks.ofDevices());
    }
  }

  private final Rig rig;
  private final List<CutModel> models;
  private final Effort effort;
  private final Progress progress;
  private final Wholes wholes;
  private final Map<CutModel, Map<Lane, LaneTimes>> times = new HashMap<>();
  private final int total;
  private int done;

  private Profiler(Rig rig, List<CutModel> models, Effort effort, Progress progress) {
    this.rig = rig;
    this.models = models;
    this.effort = effort;
    this.progress = progress;
    wholes = Wholes.open(rig, models);
    int lanes = rig.lanes().size();
    int segments = models.stream().mapToInt(CutModel::segments).sum();
    total = 2 * effort.rounds() + segments * lanes + pairs().size() * lanes * (lanes - 1) / 2;
  }

  /**
   * Measures; the machine should do nothing else meanwhile.
   *
   * @throws InterruptedException when the thread is interrupted, between two engines
   */
  public static Profile measure(Rig rig, List<CutModel> models, Effort effort, Progress progress)
      throws InterruptedException {
    Profiler profiler = new Profiler(rig, models, effort, progress);
    try {
      return profiler.measure();
    } finally {
      profiler.wholes.close();
    }
  }

  private Profile measure() throws InterruptedException {
    // Half of them now and half at the end: what changes meanwhile is in the middle of them.
    rounds();
    List<Rest> rests = new ArrayList<>();
    for (CutModel model : models) {
      for (Lane lane : rig.lanes()) {
        rests.add(cuts(model, lane));
      }
    }
    Map<Lane, Double> speeds = speeds();
    rounds();
    rests.forEach(Rest::finish);
    List<LaneTraits> lanes =
        rig.lanes().stream()
            .map(lane -> new LaneTraits(lane, contention(speeds, lane), 0, Integer.MAX_VALUE))
            .toList();
    List<ModelProfile> profiles = models.stream().map(this::profile).toList();
    return new Profile(subject(), lanes, profiles, hops(), 0);
  }

  /** What can only be computed once all rounds are over. */
  private interface Rest {
    void finish();
  }

  private void rounds() throws InterruptedException {
    for (int i = 0; i < effort.rounds(); i++) {
      step("all models in turns");
      wholes.round();
    }
  }

  private void step(String what) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("measuring was stopped");
    }
    progress.step(++done, total, what);
  }

  private void put(CutModel model, Lane lane, LaneTimes its) {
    times.computeIfAbsent(model, key -> new EnumMap<>(Lane.class)).put(lane, its);
  }

  private Rest cuts(CutModel model, Lane lane) throws InterruptedException {
    String what = model.name() + " on " + lane;
    Optional<Bench> whole = wholes.bench(model, lane);
    if (whole.isEmpty()) {
      List<SegmentAlone> alone = new ArrayList<>();
      for (int i = 0; i < model.segments(); i++) {
        step(what);
        int segment = i;
        alone.add(
            SegmentAlone.measure(
                rig.clocks(),
                effort.rounds(),
                () -> model.open(rig.backend(), lane, segment, segment + 1)));
      }
      return () -> put(model, lane, LaneTimes.ofParts(alone));
    }
    List<Sides> sides = new ArrayList<>();
    for (int cut = 1; cut < model.segments(); cut++) {
      step(what);
      sides.add(sides(model, lane, cut, whole.get()));
    }
    return () -> put(model, lane, laneTimes(model, sides, wholes.medianNs(whole.get())));
  }

  private static LaneTimes laneTimes(CutModel model, List<Sides> sides, double wholeNs) {
    List<CutCost> costs = new ArrayList<>();
    for (int cut = 1; cut <= sides.size(); cut++) {
      double ns = sides.get(cut - 1).excess() * wholeNs;
      costs.add(new CutCost(model.inputBytes(cut), ns));
    }
    return LaneTimes.of(wholeNs, sides.stream().map(Sides::share).toList(), costs);
  }

  /**
   * Both sides of a cut beside the whole.
   *
   * @param share of the first side in both
   * @param excess of both over the whole, relative to it
   */
  private record Sides(double share, double excess) {}

  private Sides sides(CutModel model, Lane lane, int cut, Bench whole) {
    try (Bench sides = new Bench(rig.clocks())) {
      sides.add(model.open(rig.backend(), lane, 0, cut));
      sides.add(model.open(rig.backend(), lane, cut, model.segments()));
      sides.run();
      double[] shares = new double[effort.rounds()];
      double[] excesses = new double[effort.rounds()];
      for (int i = 0; i < effort.rounds(); i++) {
        long its = whole.runAll();
        long[] both = sides.run();
        shares[i] = both[0] / (double) (both[0] + both[1]);
        excesses[i] = (both[0] + both[1]) / (double) its - 1;
      }
      return new Sides(Bench.median(shares), Bench.median(excesses));
    }
  }

  /** Two models, or one beside itself where there is no other. */
  private List<List<CutModel>> pairs() {
    List<List<CutModel>> pairs = new ArrayList<>();
    for (CutModel one : models) {
      for (CutModel other : models) {
        if (one != other || models.size() == 1) {
          pairs.add(List.of(one, other));
        }
      }
    }
    return pairs;
  }

  /** How fast each lane is while others run, relative to alone; the mean over all pairs. */
  private Map<Lane, Double> speeds() throws InterruptedException {
    Map<Lane, List<Double>> measured = new EnumMap<>(Lane.class);
    for (int i = 0; i < rig.lanes().size(); i++) {
      for (int j = i + 1; j < rig.lanes().size(); j++) {
        for (List<CutModel> pair : pairs()) {
          step(pair.get(0).name() + " beside " + pair.get(1).name());
          rivals(pair, rig.lanes().get(i), rig.lanes().get(j))
              .forEach(
                  r -> measured.computeIfAbsent(r.lane(), l -> new ArrayList<>()).add(r.speed()));
        }
      }
    }
    return measured.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, its -> mean(its.getValue())));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(1);
  }

  private List<Rivals> rivals(List<CutModel> pair, Lane one, Lane other)
      throws InterruptedException {
    Optional<Bench> first = wholes.bench(pair.get(0), one);
    Optional<Bench> second = wholes.bench(pair.get(1), other);
    if (first.isEmpty() || second.isEmpty()) {
      return List.of(); // a lane that does not take the whole cannot be asked like this
    }
    Rivals its = new Rivals(one, first.get());
    Rivals others = new Rivals(other, second.get());
    Rivals.measure(its, others, effort.together());
    return List.of(its, others);
  }

  private static Contention contention(Map<Lane, Double> speeds, Lane lane) {
    double speed = speeds.getOrDefault(lane, 1.0);
    return speed < 1 ? new Contention(NO_ROOM, 0, speed) : Contention.NONE;
  }

  private ModelProfile profile(CutModel model) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < model.segments(); i++) {
      Map<Lane, Load> loads = new EnumMap<>(Lane.class);
      Map<Lane, String> refusals = new EnumMap<>(Lane.class);
      long bytes = model.movedBytes(i);
      for (Lane lane : rig.lanes()) {
        SegmentAlone its = of(model, lane).segment(i);
        its.refusal()
            .ifPresentOrElse(
                why -> refusals.put(lane, why),
                () -> loads.put(lane, new Load(Math.round(its.ns()), bytes)));
      }
      segments.add(new Segment(model.segmentName(i), model.inputBytes(i), loads, refusals));
    }
    return new ModelProfile(model.name(), segments, 0);
  }

  private LaneTimes of(CutModel model, Lane lane) {
    return Objects.requireNonNull(
        times.getOrDefault(model, Map.of()).get(lane), () -> model.name() + " on " + lane);
  }

  private List<Hop> hops() {
    List<CutCost> costs =
        times.values().stream()
            .flatMap(lanes -> lanes.values().stream())
            .flatMap(its -> its.cuts().stream())
            .toList();
    HandOver cost = HandOver.of(costs);
    List<Hop> hops = new ArrayList<>();
    for (Lane from : rig.lanes()) {
      for (Lane to : rig.lanes()) {
        if (from != to) {
          hops.add(new Hop(from, to, Math.round(cost.fixedNs()), cost.nsPerByte()));
        }
      }
    }
    return hops;
  }

  private Subject subject() {
    Map<String, String> facts = new HashMap<>(Surroundings.facts());
    facts.put("runtime", rig.backend().name());
    facts.put("rounds", String.valueOf(effort.rounds()));
    String precision =
        models.stream().map(CutModel::precision).distinct().collect(Collectors.joining(" and "));
    return new Subject(rig.backend().origin(), Surroundings.device(), precision, facts);
  }
}
