package duet.inference.schedule.search;

import duet.inference.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts the routes of the tasks together. */
final class Merge {
  /**
   * A route for each task.
   *
   * @param bound what it costs at least
   */
  record Combination(List<Choice> choices, double bound) {
    static final Comparator<Combination> BEST_FIRST =
        Comparator.comparingDouble(Combination::bound);

    Plan plan(Costs costs, int depth) {
      return new Plan(choices.stream().map(choice -> choice.route(costs)).toList(), depth);
    }

    /** Whether each lane holds its programs. */
    boolean fits(Costs costs) {
      for (int lane = 0; lane < costs.programs.length; lane++) {
        long programs = 0;
        for (Choice choice : choices) {
          programs += choice.programs[lane];
        }
        if (programs > costs.programs[lane]) {
          return false;
        }
      }
      return true;
    }
  }

  /** Routes of the first tasks. */
  private record Begun(List<Choice> choices, double least) {}

  private final Costs costs;
  private final Bound bound;
  private boolean complete = true;

  Merge(Costs costs, Bound bound) {
    this.costs = costs;
    this.bound = bound;
  }

  /** Whether nothing that could matter was dropped for want of room. */
  boolean complete() {
    return complete;
  }

  Combination of(List<Choice> choices) {
    return new Combination(List.copyOf(choices), bound.of(choices));
  }

  /** Each with each, best first; only where they are few. */
  List<Combination> all(List<List<Choice>> routes) {
    List<Combination> all = new ArrayList<>();
    extend(routes, new ArrayList<>(), all);
    all.sort(Combination.BEST_FIRST);
    return all;
  }

  private void extend(List<List<Choice>> routes, List<Choice> begun, List<Combination> all) {
    if (begun.size() == routes.size()) {
      Combination whole = of(begun);
      if (whole.fits(costs)) {
        all.add(whole);
      }
      return;
    }
    for (Choice choice : routes.get(begun.size())) {
      begun.add(choice);
      extend(routes, begun, all);
      begun.remove(begun.size() - 1);
    }
  }

  /**
   * The best of each with each, best first.
   *
   * @param most that are kept after each task
   */
  List<Combination> best(List<List<Choice>> routes, Guard guard, int most) {
    List<Begun> begun = List.of(new Begun(List.of(), 0));
    for (List<Choice> its : routes) {
      List<Begun> next = new ArrayList<>();
      for (Begun one : begun) {
        its.forEach(choice -> next.add(with(one, choice, guard)));
      }
      next.removeIf(one -> !guard.allows(one.least));
      begun = fewer(next, most);
    }
    return begun.stream()
        .map(one -> of(one.choices))
        .filter(whole -> whole.fits(costs))
        .sorted(Combination.BEST_FIRST)
        .toList();
  }

  private static Begun with(Begun begun, Choice choice, Guard guard) {
    List<Choice> choices = new ArrayList<>(begun.choices);
    choices.add(choice);
    return new Begun(choices, guard.least(choices.size(), Bound.total(choices)));
  }

  private List<Begun> fewer(List<Begun> begun, int most) {
    begun.sort(Comparator.comparingDouble(Begun::least));
    complete &= begun.size() <= most;
    return begun.size() <= most ? begun : new ArrayList<>(begun.subList(0, most));
  }
}
