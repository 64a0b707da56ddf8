package duet.inference.engine.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.createInferRuntime;

import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Loaded;
import duet.inference.tensor.Tensor;
import java.util.Map;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/**
 * A serialized engine on its lane. A runtime is bound to its DLA core for life, so each engine has
 * a runtime of its own.
 */
final class Deserialised implements Loaded {
  /** Kept for good: TensorRT holds its address. */
  private static final Presets.Words WORDS = new Presets.Words();

  /** As TensorRT and CUDA say it. */
  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile("out ?of ?memory", Pattern.CASE_INSENSITIVE);

  private final IRuntime runtime;
  private final ICudaEngine engine;
  private final Lane lane;
  private final boolean sharesMemory;

  private Deserialised(IRuntime runtime, ICudaEngine engine, Lane lane, boolean sharesMemory) {
    this.runtime = runtime;
    this.engine = engine;
    this.lane = lane;
    this.sharesMemory = sharesMemory;
  }

  static Deserialised of(byte[] plan, Order order, boolean sharesMemory) {
    IRuntime runtime = made(createInferRuntime(WORDS), "runtime", order.lane());
    if (order.dlaCore() >= 0) {
      runtime.setDLACore(order.dlaCore());
    }
    try (BytePointer bytes = new BytePointer(plan)) {
      ICudaEngine engine = runtime.deserializeCudaEngine(bytes, plan.length);
      return new Deserialised(
          runtime, made(engine, "engine", order.lane()), order.lane(), sharesMemory);
    } catch (InferenceException | OutOfMemoryError e) {
      Presets.delete(runtime, new IRuntime());
      throw e;
    }
  }

  private static <T extends Pointer> T made(T thing, String name, Lane lane) {
    if (thing == null || thing.isNull()) {
      String words = WORDS.take();
      throw new InferenceException(
          OUT_OF_MEMORY.matcher(words).find() ? Kind.OUT_OF_MEMORY : Kind.FAILED,
          "TensorRT made no " + name + " on " + lane + ": " + words);
    }
    return thing;
  }

  @Override
  public Tied tie(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    IExecutionContext context = made(engine.createExecutionContext(), "context", lane);
    return Addresses.of(context, new Addresses.Buffers(inputs, outputs), sharesMemory, lane);
  }

  @Override
  public void close() {
    Presets.delete(engine, new ICudaEngine());
    Presets.delete(runtime, new IRuntime());
  }
}
