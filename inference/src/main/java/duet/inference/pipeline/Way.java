package duet.inference.pipeline;

import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.InferenceException;
import duet.inference.engine.Port;
import duet.inference.plan.Leg;
import duet.inference.plan.Route;
import duet.inference.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route whose engines are open, and the buffers for the frames that are on it. A frame has a set
 * of buffers of its own, each of which one leg writes and later legs read where it lies, so nothing
 * is copied at the border of two lanes; sets are used again, so nothing is allocated once as many
 * frames were underway as ever are.
 */
final class Way {
  /** The buffers of one frame, tied to the engine of each leg. */
  record Slot(Buffers buffers, List<Binding> bindings) {
    void close() {
      bindings.forEach(Binding::close);
    }
  }

  private final int task;
  private final Route route;
  private final EnginePool pool;
  private final List<Engine> engines = new ArrayList<>();
  private final Deque<Slot> free = new ArrayDeque<>();
  private Optional<InferenceException> refusal = Optional.empty();
  private int users;
  private boolean retired;

  private Way(int task, Route route, EnginePool pool) {
    this.task = task;
    this.route = route;
    this.pool = pool;
  }

  /** Opens the engines; where one cannot be opened, the way says why and leads nowhere. */
  static Way open(int task, Route route, EnginePool pool) {
    Way way = new Way(task, route, pool);
    try {
      route.legs().forEach(leg -> way.engines.add(pool.acquire(task, leg)));
      way.free.add(way.slot());
    } catch (InferenceException e) {
      way.close();
      way.refusal = Optional.of(e);
    }
    return way;
  }

  Optional<InferenceException> refusal() {
    return refusal;
  }

  int legs() {
    return route.legs().size();
  }

  Leg leg(int number) {
    return route.legs().get(number);
  }

  Lane lane(int number) {
    return leg(number).lane();
  }

  /** Buffers for one more frame. */
  synchronized Slot take() {
    users++;
    return free.isEmpty() ? slot() : free.removeLast();
  }

  private Slot slot() {
    Map<String, Tensor> tensors = new HashMap<>();
    List<Binding> bindings = new ArrayList<>();
    for (Engine engine : engines) {
      bindings.add(engine.bind(fit(tensors, engine.inputs()), fit(tensors, engine.outputs())));
    }
    return new Slot(new Buffers(tensors), bindings);
  }

  private static Map<String, Tensor> fit(Map<String, Tensor> tensors, List<Port> ports) {
    Map<String, Tensor> its = new HashMap<>();
    for (Port port : ports) {
      its.put(
          port.name(),
          tensors.computeIfAbsent(port.name(), n -> Tensor.allocate(port.type(), port.shape())));
    }
    return its;
  }

  synchronized void giveBack(Slot slot) {
    users--;
    free.addLast(slot);
  }

  /** No frame takes it any more. */
  synchronized void retire() {
    retired = true;
  }

  synchronized boolean canClose() {
    return retired && users == 0;
  }

  /** Frees what was opened. */
  synchronized void close() {
    free.forEach(Slot::close);
    free.clear();
    for (int i = 0; i < engines.size(); i++) {
      pool.release(task, route.legs().get(i));
    }
    engines.clear();
  }
}
