package duet.inference.simulation;

import duet.inference.device.Lane;
import duet.inference.plan.Admission;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.profile.LaneTraits;
import duet.inference.timeline.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan is worth, once it runs evenly: the first quarter of a simulation is left out.
 *
 * @param framesPerSecond through all tasks together, or with sources of their own the sum over them
 * @param lanes use of each, in the order of the profile
 * @param p50Ns median time of a frame from its arrival to the last of its results
 * @param p99Ns 99th percentile of the same
 * @param joulesPerFrame 0 where the profile knows no power
 * @param lateShare of the passages that missed the deadline of their task
 */
public record Metrics(
    double framesPerSecond,
    List<LaneMetrics> lanes,
    long p50Ns,
    long p99Ns,
    double joulesPerFrame,
    double lateShare) {
  public Metrics {
    lanes = List.copyOf(lanes);
  }

  /**
   * Of one lane.
   *
   * @param lane it is about
   * @param busy share of the time during which it worked or handed over
   * @param framesPerSecond of the tasks whose last leg runs on it
   */
  public record LaneMetrics(Lane lane, double busy, double framesPerSecond) {}

  /** Of a simulation of a plan. */
  public static Metrics of(Problem problem, Plan plan, Simulated simulated) {
    Window window = Window.of(problem, simulated);
    Occupation occupation = Occupation.of(problem, plan);
    double[] rates = occupation.sustained(window.ratesPerSecond(problem.tasks().size()));
    List<LaneMetrics> lanes = new ArrayList<>();
    double watts = problem.profile().idleWatts();
    for (LaneTraits traits : problem.profile().lanes()) {
      double busy = window.busy(simulated.spans(), traits.lane());
      busy = Math.min(1, Math.max(busy, occupation.busy(rates, lanes.size())));
      watts += busy * traits.busyWatts();
      lanes.add(new LaneMetrics(traits.lane(), busy, endingOn(traits, plan, rates)));
    }
    boolean together = problem.inflow().admission() == Admission.TOGETHER;
    double rate = together ? rates[0] : Arrays.stream(rates).sum();
    long[] latencies = together ? window.roundLatencies() : window.latencies();
    return new Metrics(
        rate,
        lanes,
        percentile(latencies, 50),
        percentile(latencies, 99),
        watts / rate,
        window.lateShare(problem));
  }

  private static double endingOn(LaneTraits traits, Plan plan, double[] rates) {
    double sum = 0;
    for (int task = 0; task < rates.length; task++) {
      var legs = plan.routes().get(task).legs();
      sum += legs.get(legs.size() - 1).lane() == traits.lane() ? rates[task] : 0;
    }
    return sum;
  }

  /** Share of the time during which no lane's work is underway, by lane. */
  public Map<Lane, Double> idle() {
    Map<Lane, Double> idle = new LinkedHashMap<>();
    lanes.forEach(lane -> idle.put(lane.lane(), 1 - lane.busy()));
    return idle;
  }

  /** Nearest rank; 0 of nothing. */
  private static long percentile(long[] ascending, int percent) {
    if (ascending.length == 0) {
      return 0;
    }
    return ascending[Math.max((int) Math.ceil(percent / 100.0 * ascending.length), 1) - 1];
  }

  /** The even part of a simulation. */
  private record Window(long fromNs, long toNs, List<Passage> passages) {
    static Window of(Problem problem, Simulated simulated) {
      List<Passage> all = simulated.passages();
      int[] counts = new int[problem.tasks().size()];
      all.forEach(passage -> counts[passage.task()]++);
      int[] seen = new int[counts.length];
      long from = 0;
      for (Passage passage : all) {
        seen[passage.task()]++;
        if (seen[passage.task()] == (counts[passage.task()] + 3) / 4) {
          from = Math.max(from, passage.endedNs());
        }
      }
      long begin = from;
      List<Passage> even = all.stream().filter(passage -> passage.endedNs() >= begin).toList();
      return new Window(begin, Math.max(begin + 1, simulated.endNs()), even);
    }

    /** From the first of a task's passages to its last, so that no part of a period counts. */
    double[] ratesPerSecond(int tasks) {
      double[] rates = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        int task = i;
        long[] ends =
            passages.stream().filter(p -> p.task() == task).mapToLong(Passage::endedNs).toArray();
        long first = ends.length == 0 ? 0 : ends[0];
        long last = ends.length == 0 ? 0 : ends[ends.length - 1];
        rates[i] = last > first ? (ends.length - 1) * 1e9 / (last - first) : 0;
      }
      return rates;
    }

    double busy(List<Span> spans, Lane lane) {
      long busy = 0;
      for (Span span : spans) {
        if (span.lane() == lane) {
          busy += Math.max(0, Math.min(span.endNs(), toNs) - Math.max(span.startNs(), fromNs));
        }
      }
      return busy / (double) (toNs - fromNs);
    }

    long[] latencies() {
      return passages.stream().mapToLong(Passage::latencyNs).sorted().toArray();
    }

    /** Of the last result of each frame. */
    long[] roundLatencies() {
      Map<Long, Long> latest = new LinkedHashMap<>();
      passages.forEach(p -> latest.merge(p.frame(), p.latencyNs(), Math::max));
      return latest.values().stream().mapToLong(Long::longValue).sorted().toArray();
    }

    double lateShare(Problem problem) {
      long late = passages.stream().filter(p -> p.latencyNs() > deadline(problem, p)).count();
      return passages.isEmpty() ? 0 : late / (double) passages.size();
    }

    private static long deadline(Problem problem, Passage passage) {
      return problem.tasks().get(passage.task()).deadlineNs().orElse(Long.MAX_VALUE);
    }
  }
}
