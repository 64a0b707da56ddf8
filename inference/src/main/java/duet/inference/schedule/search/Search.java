package duet.inference.schedule.search;

import duet.inference.plan.Arrivals;
import duet.inference.plan.ImpossibleException;
import duet.inference.plan.Objective;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.schedule.search.Merge.Combination;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Looks for the best plan: among all of them where they are few, else where bounds point to. */
public final class Search {
  /** So many combinations of routes are listed one by one. */
  private static final double FEW = 100_000;

  /** As many steps more are worth a proof. */
  private static final long MOST_STEPS = 6_000_000;

  private static final int LABELS = 40;
  private static final long MOST_TOLL = 100_000_000;
  private static final int MERGED = 600;
  private static final int SCREENED = 60;

  private final Costs costs;
  private final Bound bound;
  private final Merge merge;
  private final Trials trials;

  /**
   * What a search came to.
   *
   * @param best plan
   * @param plans that were tried or shown to be no better: all there are; 0 if some are left
   * @param floor what any plan costs at least
   * @param why the floor is where it is
   */
  public record Found(Trial best, long plans, double floor, String why) {}

  /**
   * In a problem.
   *
   * @param steps of simulation that may be spent
   */
  public Search(Problem problem, long steps) {
    costs = new Costs(problem);
    bound = new Bound(costs);
    merge = new Merge(costs, bound);
    trials = new Trials(costs, steps);
  }

  public Costs costs() {
    return costs;
  }

  /** Some routes with as many frames underway as serve the objective best. */
  public Trial depthOf(List<Route> routes) {
    trials.allDepths(routes);
    return trials.best();
  }

  /**
   * The best plan of listed routes.
   *
   * @throws ImpossibleException when there is none
   */
  public Trial among(List<List<Choice>> routes) {
    double product = routes.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
    List<Combination> sorted;
    if (product <= FEW) {
      sorted = merge.all(routes);
    } else {
      Guard guard = new Guard(costs, Prices.found(costs, bound), Double.POSITIVE_INFINITY);
      List<List<Choice>> fewer = routes.stream().map(Choice::unbeaten).toList();
      sorted = merge.best(fewer, guard, MERGED);
    }
    if (sorted.isEmpty()) {
      throw new ImpossibleException("the lanes do not hold so many programs");
    }
    tryFew(sorted);
    return trials.best();
  }

  private void tryFew(List<Combination> sorted) {
    if (sorted.size() <= SCREENED) {
      trials.until(sorted);
    } else {
      trials.screen(sorted, usualDepth(), trials.left() / 3);
      trials.allDepths(trials.best().plan().routes());
      trials.until(sorted);
    }
  }

  /** The best plan there is, or that is found; no worse than those that are known already. */
  public Found all(List<Trial> known) {
    known.forEach(trials::add);
    List<Routes> routes =
        IntStream.range(0, costs.tasks()).mapToObj(task -> new Routes(costs, task)).toList();
    double count = routes.stream().mapToDouble(Routes::count).reduce(1, (a, b) -> a * b);
    Floor floor = new Floor(costs, bound, Prices.found(costs, bound));
    if (count <= FEW) {
      return exhaustive(routes, floor);
    }
    double least = Math.max(floor.cost(), labelled());
    climb(least);
    return new Found(trials.best(), 0, least, floor.words());
  }

  private Found exhaustive(List<Routes> routes, Floor floor) {
    List<Combination> all = merge.all(routes.stream().map(Routes::all).toList());
    trials.allow(all, MOST_STEPS);
    double left = trials.until(all);
    double least = Math.max(floor.cost(), Math.min(left, trials.best().cost()));
    boolean settled = Double.isInfinite(left) || trials.settled(left);
    if (!settled) {
      climb(least);
    }
    return new Found(trials.best(), settled ? Math.max(1, all.size()) : 0, least, floor.words());
  }

  /** Tries the best plans by loads alone, and where lanes slow each other by guesses at that. */
  private double labelled() {
    double least = round(costs, trials.any() ? trials.best().cost() : Double.POSITIVE_INFINITY);
    OptionalLong toll = toll();
    if (toll.isPresent()) {
      round(new Costs(costs.problem, toll.getAsLong()), Double.POSITIVE_INFINITY);
    }
    for (int i = 0; i < 2 && Trial.slowed(costs.problem) && !trials.settled(least); i++) {
      double period = 1e9 / trials.best().metrics().framesPerSecond();
      Problem guess = Slowed.by(costs.problem, trials.best().plan(), period);
      round(new Costs(guess), Double.POSITIVE_INFINITY);
    }
    return least;
  }

  /** What each program more must cost for the cheapest routes to fit; empty where they do. */
  private OptionalLong toll() {
    for (long toll = 0; toll < MOST_TOLL; toll = Math.max(20_000, toll * 3 / 2)) {
      Costs its = new Costs(costs.problem, toll);
      Prices best = Prices.found(its, new Bound(its)).get(0);
      if (own(best.routes()).fits(costs)) {
        return toll == 0 ? OptionalLong.empty() : OptionalLong.of(toll);
      }
    }
    return OptionalLong.empty();
  }

  /** Returns what any plan costs at least by these costs, or 0 if that was not found. */
  private double round(Costs its, double limit) {
    Bound itsBound = new Bound(its);
    List<Prices> prices = Prices.found(its, itsBound);
    tried(prices.subList(0, Math.min(8, prices.size())).stream().map(Prices::routes).toList());
    double known = Math.min(limit, its == costs ? trials.best().cost() : limit);
    Guard guard = new Guard(its, prices, known);
    List<List<Choice>> choices = new ArrayList<>();
    boolean complete = true;
    for (int task = 0; task < its.tasks(); task++) {
      Labels labels = new Labels(its, task, guard, LABELS);
      choices.add(labels.choices());
      complete &= labels.complete();
    }
    Merge itsMerge = new Merge(its, itsBound);
    List<Combination> merged = itsMerge.best(choices, guard, MERGED);
    tried(merged.stream().limit(SCREENED).map(Combination::choices).toList());
    double first = merged.isEmpty() ? known : Math.min(known, merged.get(0).bound());
    return complete && itsMerge.complete() ? first : 0;
  }

  /** Routes by any costs are tried by those of the problem. */
  private void tried(List<List<Choice>> plans) {
    List<Combination> own =
        plans.stream().map(this::own).filter(whole -> whole.fits(costs)).distinct().toList();
    boolean loads = costs.problem.objective() != Objective.LATENCY;
    // What a frame waits for no load tells: most of the steps are better spent on climbing.
    trials.screen(own, usualDepth(), trials.left() * (loads ? 5 : 9) / 10);
    if (trials.any()) {
      trials.allDepths(trials.best().plan().routes());
    }
  }

  private Combination own(List<Choice> choices) {
    List<Choice> own = new ArrayList<>();
    for (int task = 0; task < choices.size(); task++) {
      own.add(Choice.of(costs, task, choices.get(task).lanes()).orElseThrow());
    }
    return merge.of(own);
  }

  private void climb(double least) {
    if (!trials.settled(least)) {
      new Climb(costs, bound, trials).run(least);
    }
  }

  private int usualDepth() {
    boolean saturated = costs.problem.inflow().arrivals() instanceof Arrivals.Saturated;
    if (costs.problem.objective() == Objective.LATENCY) {
      return saturated ? 1 : 2;
    }
    return 4;
  }
}
