package duet.inference.schedule.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Listed routes of one task: all of them, or those of a kind. */
public final class Routes {
  private final Costs costs;
  private final int task;

  public Routes(Costs costs, int task) {
    this.costs = costs;
    this.task = task;
  }

  /** How many there are, as far as counting is worth it. */
  double count() {
    double[] ways = new double[costs.lanes.size()];
    for (int segment = 0; segment < costs.segments(task); segment++) {
      double[] next = new double[ways.length];
      for (int lane = 0; lane < ways.length; lane++) {
        next[lane] = costs.time(task, segment, lane) == Costs.NEVER ? 0 : ways(ways, segment, lane);
      }
      ways = next;
    }
    return Arrays.stream(ways).sum();
  }

  private double ways(double[] before, int segment, int lane) {
    double sum = segment == 0 ? 1 : 0;
    for (int from = 0; from < before.length && segment > 0; from++) {
      boolean way = from == lane || costs.hop(task, segment, from, lane) != Costs.NEVER;
      sum += way ? before[from] : 0;
    }
    return sum;
  }

  /** All of them; only where they are few. */
  List<Choice> all() {
    List<Choice> all = new ArrayList<>();
    extend(new byte[costs.segments(task)], 0, all);
    return all;
  }

  private void extend(byte[] lanes, int segment, List<Choice> all) {
    if (segment == lanes.length) {
      Choice.of(costs, task, lanes).ifPresent(all::add);
      return;
    }
    for (byte lane = 0; lane < costs.lanes.size(); lane++) {
      boolean way =
          segment == 0
              || lanes[segment - 1] == lane
              || costs.hop(task, segment, lanes[segment - 1], lane) != Costs.NEVER;
      if (way && costs.time(task, segment, lane) != Costs.NEVER) {
        lanes[segment] = lane;
        extend(lanes, segment + 1, all);
      }
    }
  }

  /** All on one lane, where that can be. */
  public List<Choice> whole(int lane) {
    byte[] lanes = new byte[costs.segments(task)];
    Arrays.fill(lanes, (byte) lane);
    return Choice.of(costs, task, lanes).stream().toList();
  }

  /** Begun on one lane and ended on another. */
  public List<Choice> cutOnce(int first, int second) {
    List<Choice> choices = new ArrayList<>();
    byte[] lanes = new byte[costs.segments(task)];
    Arrays.fill(lanes, (byte) second);
    for (int cut = 1; cut < lanes.length; cut++) {
      lanes[cut - 1] = (byte) first;
      Choice.of(costs, task, lanes).ifPresent(choices::add);
    }
    return choices;
  }

  /**
   * Each segment on the first of some lanes that can run it, as a runtime falls back; lanes that
   * hold no more programs are passed over.
   *
   * @param room programs that each lane still holds; is taken from
   */
  public List<Choice> fallingBack(List<Integer> order, int[] room) {
    byte[] lanes = new byte[costs.segments(task)];
    int before = -1;
    for (int segment = 0; segment < lanes.length; segment++) {
      int lane = fallen(order, room, segment, before);
      if (lane < 0) {
        return List.of();
      }
      room[lane] -= lane == before ? 0 : 1;
      lanes[segment] = (byte) lane;
      before = lane;
    }
    return Choice.of(costs, task, lanes).stream().toList();
  }

  private int fallen(List<Integer> order, int[] room, int segment, int before) {
    for (int lane : order) {
      boolean way =
          before < 0 || before == lane || costs.hop(task, segment, before, lane) != Costs.NEVER;
      boolean fits = lane == before || room[lane] > 0;
      if (way && fits && costs.time(task, segment, lane) != Costs.NEVER) {
        return lane;
      }
    }
    return -1;
  }
}
