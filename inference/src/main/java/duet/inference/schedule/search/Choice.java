package duet.inference.schedule.search;

import duet.inference.device.Lane;
import duet.inference.plan.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A way of one task over the lanes, and what it costs each of them when nothing slows it. */
public final class Choice {
  private final byte[] laneOfSegment;
  final double[] loads;
  final int[] programs;

  private Choice(byte[] laneOfSegment, double[] loads, int[] programs) {
    this.laneOfSegment = laneOfSegment;
    this.loads = loads;
    this.programs = programs;
  }

  /** By index of lane; empty where a lane cannot run a segment or there is no way to it. */
  static Optional<Choice> of(Costs costs, int task, byte[] laneOfSegment) {
    double[] loads = new double[costs.lanes.size()];
    int[] programs = new int[loads.length];
    int before = laneOfSegment[0];
    programs[before]++;
    for (int segment = 0; segment < laneOfSegment.length; segment++) {
      int lane = laneOfSegment[segment];
      long time = costs.time(task, segment, lane);
      long hop = lane == before ? 0 : costs.hop(task, segment, before, lane);
      if (time == Costs.NEVER || hop == Costs.NEVER) {
        return Optional.empty();
      }
      programs[lane] += lane == before ? 0 : 1;
      loads[before] += hop;
      loads[lane] += time;
      before = lane;
    }
    return Optional.of(new Choice(laneOfSegment.clone(), loads, programs));
  }

  byte[] lanes() {
    return laneOfSegment.clone();
  }

  /** How long a frame takes when nothing else runs, without the host. */
  double chainNs() {
    double sum = 0;
    for (double load : loads) {
      sum += load;
    }
    return sum;
  }

  /** As legs. */
  public Route route(Costs costs) {
    List<Lane> lanes = new ArrayList<>();
    for (byte lane : laneOfSegment) {
      lanes.add(costs.lanes.get(lane));
    }
    return Route.of(lanes);
  }

  /** Those that no other beats on every lane. */
  static List<Choice> unbeaten(List<Choice> choices) {
    List<Choice> sorted = new ArrayList<>(choices);
    sorted.sort(Comparator.comparingDouble(Choice::chainNs));
    List<Choice> kept = new ArrayList<>();
    for (Choice choice : sorted) {
      if (kept.stream().noneMatch(other -> other.beats(choice))) {
        kept.add(choice);
      }
    }
    return kept;
  }

  private boolean beats(Choice other) {
    for (int lane = 0; lane < loads.length; lane++) {
      if (loads[lane] > other.loads[lane] || programs[lane] > other.programs[lane]) {
        return false;
      }
    }
    return true;
  }
}
