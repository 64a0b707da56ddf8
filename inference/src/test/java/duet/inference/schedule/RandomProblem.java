package duet.inference.schedule;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.plan.Admission;
import duet.inference.plan.Arrivals;
import duet.inference.plan.Inflow;
import duet.inference.plan.Inflow.Overflow;
import duet.inference.plan.Objective;
import duet.inference.plan.Problem;
import duet.inference.plan.Task;
import duet.inference.profile.Contention;
import duet.inference.profile.Hop;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import duet.inference.profile.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/** Problems of all kinds, the same for the same seed. */
final class RandomProblem {
  private final Random random;
  private final List<Lane> lanes;

  private RandomProblem(long seed, int lanes) {
    random = new Random(seed);
    this.lanes = List.of(Lane.GPU, Lane.DLA0, Lane.DLA1).subList(0, lanes);
  }

  /** Two or three lanes, one to four models of 2 to 40 segments, the small ones more often. */
  static Problem of(long seed) {
    Random size = new Random(seed * 31 + 7);
    RandomProblem made = new RandomProblem(seed, 2 + size.nextInt(2));
    int tasks = 1 + size.nextInt(4);
    int most = size.nextInt(3) == 0 ? 40 : 6;
    List<Integer> segments = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      segments.add(2 + size.nextInt(most - 1));
    }
    Objective objective = List.of(Objective.values()).get((int) (seed % 3));
    return made.problem(segments, objective, made.inflow());
  }

  /** Four models of 120 segments on three lanes. */
  static Problem large(long seed) {
    RandomProblem made = new RandomProblem(seed, 3);
    List<Integer> lengths = Collections.nCopies(4, 120);
    return made.problem(lengths, Objective.THROUGHPUT, Inflow.saturated());
  }

  private Inflow inflow() {
    return switch (random.nextInt(6)) {
      case 0 -> Inflow.free();
      case 1 -> new Inflow(new Arrivals.Periodic(3_000_000), Admission.TOGETHER, 2, Overflow.WAIT);
      default -> Inflow.saturated();
    };
  }

  private Problem problem(List<Integer> segments, Objective objective, Inflow inflow) {
    Contention contention =
        random.nextBoolean() ? Contention.NONE : new Contention(100 + random.nextInt(100), 30, .25);
    List<LaneTraits> traits =
        lanes.stream()
            .map(
                l -> new LaneTraits(l, contention, l == Lane.GPU ? 30 : 6, l == Lane.GPU ? 99 : 16))
            .toList();
    List<ModelProfile> models = new ArrayList<>();
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      ModelProfile model = model("model" + i, segments.get(i));
      models.add(model);
      tasks.add(new Task("task" + i, model, random.nextInt(2), deadline(model)));
    }
    Subject subject = new Subject(Origin.SIMULATED_JETSON, "random", "FP16", Map.of());
    return new Problem(new Profile(subject, traits, models, hops(), 10), tasks, objective, inflow);
  }

  private OptionalLong deadline(ModelProfile model) {
    long gpu = model.hostNs();
    for (Segment segment : model.segments()) {
      gpu += segment.on(Lane.GPU).timeNs();
    }
    return random.nextInt(8) == 0 ? OptionalLong.of(3 * gpu) : OptionalLong.empty();
  }

  private ModelProfile model(String name, int segments) {
    List<Segment> made = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      Map<Lane, Load> loads = new EnumMap<>(Lane.class);
      Map<Lane, String> refusals = new EnumMap<>(Lane.class);
      long gpu = 50_000L + random.nextInt(400_000);
      loads.put(Lane.GPU, new Load(gpu, gpu * (20 + random.nextInt(100))));
      boolean legal = random.nextInt(8) != 0;
      double slower = 1.2 + 1.5 * random.nextDouble();
      for (Lane lane : lanes.subList(1, lanes.size())) {
        long dla = Math.round(gpu * slower);
        if (legal) {
          loads.put(lane, new Load(dla, dla * (10 + random.nextInt(40))));
        } else {
          refusals.put(lane, "padding 1");
        }
      }
      made.add(new Segment(name + "/" + i, random.nextInt(2_000_000), loads, refusals));
    }
    return new ModelProfile(name, made, random.nextInt(3) == 0 ? 200_000 : 0);
  }

  private List<Hop> hops() {
    List<Hop> hops = new ArrayList<>();
    for (Lane from : lanes) {
      for (Lane to : lanes) {
        if (from != to) {
          hops.add(new Hop(from, to, from == Lane.GPU ? 30_000 : 55_000, .01));
        }
      }
    }
    return hops;
  }
}
