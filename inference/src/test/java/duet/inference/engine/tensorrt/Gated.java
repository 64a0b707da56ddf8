package duet.inference.engine.tensorrt;

import duet.inference.engine.Gate;
import duet.inference.engine.Loaded;
import java.nio.file.Path;

/** A silicon whose calls come by a gate. */
record Gated(Silicon silicon, Gate gate) implements Silicon {
  @Override
  public byte[] build(Path model, Order order) {
    gate.pass();
    return silicon.build(model, order);
  }

  @Override
  public Loaded load(byte[] plan, Order order) {
    gate.pass();
    Loaded loaded = silicon.load(plan, order);
    boolean passed = false;
    try {
      Loaded gated = gate.apply(loaded);
      passed = true;
      return gated;
    } finally {
      if (!passed) {
        loaded.close();
      }
    }
  }
}
