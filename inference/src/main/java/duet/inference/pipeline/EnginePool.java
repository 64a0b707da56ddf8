package duet.inference.pipeline;

import duet.inference.engine.Engine;
import duet.inference.plan.Leg;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Engines that are open, shared by the plans that use the same leg. For one thread at a time. */
final class EnginePool {
  private record Key(int task, Leg leg) {}

  private static final class Counted {
    final Engine engine;
    int users;

    Counted(Engine engine) {
      this.engine = engine;
    }
  }

  private final Engines engines;
  private final Map<Key, Counted> open = new HashMap<>();

  EnginePool(Engines engines) {
    this.engines = engines;
  }

  synchronized Engine acquire(int task, Leg leg) {
    Counted counted =
        open.computeIfAbsent(new Key(task, leg), key -> new Counted(engines.open(task, leg)));
    counted.users++;
    return counted.engine;
  }

  /** Closes an engine that nobody uses any more. */
  synchronized void release(int task, Leg leg) {
    Key key = new Key(task, leg);
    Counted counted = Objects.requireNonNull(open.get(key));
    counted.users--;
    if (counted.users == 0) {
      open.remove(key);
      counted.engine.close();
    }
  }
}
