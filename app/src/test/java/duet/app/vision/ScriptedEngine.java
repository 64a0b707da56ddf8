package duet.app.vision;

import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.Port;
import duet.inference.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An engine that runs a piece of Java on its buffers. */
public final class ScriptedEngine implements Engine {
  /** What it does: reads the one input, fills the one output. */
  public interface Script {
    void run(FloatBuffer input, FloatBuffer output);
  }

  private final Lane lane;
  private final Port input;
  private final Port output;
  private final Script script;
  private boolean closed;

  public ScriptedEngine(Lane lane, Port input, Port output, Script script) {
    this.lane = lane;
    this.input = input;
    this.output = output;
    this.script = script;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public List<Port> inputs() {
    return List.of(input);
  }

  @Override
  public List<Port> outputs() {
    return List.of(output);
  }

  @Override
  public Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    FloatBuffer in = Objects.requireNonNull(inputs.get(input.name())).floats();
    FloatBuffer out = Objects.requireNonNull(outputs.get(output.name())).floats();
    return new Binding() {
      @Override
      public void run() {
        script.run(in, out);
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
