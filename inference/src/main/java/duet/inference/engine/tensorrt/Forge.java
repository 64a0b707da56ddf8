package duet.inference.engine.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.createInferBuilder;
import static org.bytedeco.tensorrt.global.nvonnxparser.createParser;

import duet.inference.engine.tensorrt.Order.Precision;
import duet.inference.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer.BuilderFlag;
import org.bytedeco.tensorrt.global.nvinfer.DeviceType;
import org.bytedeco.tensorrt.global.nvinfer.MemoryPoolType;
import org.bytedeco.tensorrt.global.nvinfer.ProfilingVerbosity;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.ILayer;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.bytedeco.tensorrt.nvonnxparser.IParser;

/**
 * Builds one engine, in a process of its own: what goes wrong there ends no window, and the memory
 * of the builder is given back with the process. Uses only calls that are the same in the bindings
 * to TensorRT 8.6 and 10.6, and in the libraries 8.5 to 10.7.
 */
@SuppressWarnings("resource") // the process ends when the engine is written
public final class Forge {
  private static final long WORKSPACE = 1L << 30;

  /** Needed by TensorRT 8, ignored by 10, where the bindings call its name outdated. */
  private static final int EXPLICIT_BATCH = 1;

  private static final int SIGNED_STEPS = 127;

  private static final int LAYERS_NAMED = 8;

  private final Presets.Words words = new Presets.Words();
  private final Order order;

  private Forge(Order order) {
    this.order = order;
  }

  /** Takes the model, the lane, the precision, where the engine goes, and the timing cache. */
  public static void main(String[] arguments) {
    Child.tell("step", "link");
    Presets.broken()
        .ifPresentOrElse(
            reason -> Child.tell("failed", reason),
            () -> {
              Order order = Order.parse(arguments[1], arguments[2]);
              new Forge(order).run(arguments[0], Path.of(arguments[3]), Path.of(arguments[4]));
            });
    Runtime.getRuntime().halt(0);
  }

  private void run(String model, Path out, Path timings) {
    try {
      IBuilder builder = made(createInferBuilder(words), "builder");
      INetworkDefinition network = made(builder.createNetworkV2(EXPLICIT_BATCH), "network");
      parse(network, model);
      IBuilderConfig config = made(builder.createBuilderConfig(), "configuration");
      setRanges(network, Ranges.beside(Path.of(model)));
      configure(config, network);
      measuredBefore(config, timings);
      Child.tell("step", "build");
      IHostMemory plan = made(builder.buildSerializedNetwork(network, config), "engine");
      Files.write(out, bytes(plan));
      Files.write(timings, bytes(config.getTimingCache().serialize()));
      Child.tell("step", "done");
    } catch (IOException | IllegalStateException e) {
      Child.tell("failed", String.valueOf(e.getMessage()));
    }
  }

  private <T extends Pointer> T made(T thing, String name) {
    if (thing == null || thing.isNull()) {
      throw new IllegalStateException("TensorRT made no " + name + ": " + words.take());
    }
    return thing;
  }

  private void parse(INetworkDefinition network, String model) {
    Child.tell("step", "parse");
    IParser parser = made(createParser(network, words), "parser");
    if (!parser.parseFromFile(model, ILogger.Severity.kERROR.value)) {
      String reason = parser.getNbErrors() > 0 ? parser.getError(0).desc() : words.take();
      throw new IllegalStateException("TensorRT cannot read it: " + reason);
    }
  }

  /** Tensors without a range are left to FP16. */
  private void setRanges(INetworkDefinition network, Ranges ranges) {
    if (order.precision() != Precision.INT8 || ranges.isEmpty()) {
      return;
    }
    for (int i = 0; i < network.getNbInputs(); i++) {
      setRange(network.getInput(i), ranges);
    }
    for (int i = 0; i < network.getNbLayers(); i++) {
      ILayer layer = network.getLayer(i);
      for (int j = 0; j < layer.getNbOutputs(); j++) {
        setRange(layer.getOutput(j), ranges);
      }
    }
  }

  @SuppressWarnings("deprecation") // from 10.1 on, in favour of pairs, which no DLA of 10.x takes
  private static void setRange(ITensor tensor, Ranges ranges) {
    Float step = ranges.steps().get(tensor.getName());
    if (step != null) {
      tensor.setDynamicRange(-SIGNED_STEPS * step, SIGNED_STEPS * step);
    }
  }

  private void configure(IBuilderConfig config, INetworkDefinition network) {
    config.setMemoryPoolLimit(MemoryPoolType.kWORKSPACE, WORKSPACE);
    config.setProfilingVerbosity(ProfilingVerbosity.kDETAILED);
    if (order.precision() != Precision.FP32) {
      config.setFlag(BuilderFlag.kFP16);
    }
    if (order.precision() == Precision.INT8) {
      config.setFlag(BuilderFlag.kINT8);
    }
    config.clearFlag(BuilderFlag.kGPU_FALLBACK);
    if (order.dlaCore() >= 0) {
      config.setDefaultDeviceType(DeviceType.kDLA);
      config.setDLACore(order.dlaCore());
      refuseWhatFallsBack(config, network);
    }
  }

  /** TensorRT would only say that a layer does not fit; the user needs to know which. */
  private void refuseWhatFallsBack(IBuilderConfig config, INetworkDefinition network) {
    Child.tell("step", "layers");
    String refused =
        IntStream.range(0, network.getNbLayers())
            .mapToObj(network::getLayer)
            .filter(layer -> !config.canRunOnDLA(layer))
            .limit(LAYERS_NAMED)
            .map(Forge::name)
            .reduce("", (all, next) -> all.isEmpty() ? next : all + ", " + next);
    if (!refused.isEmpty()) {
      throw new IllegalStateException(
          order.lane() + " cannot run " + refused + "; see what helps with: duet check MODEL");
    }
  }

  private static String name(ILayer layer) {
    return "'" + layer.getName() + "' (" + layer.getType().intern().name().substring(1) + ")";
  }

  /** A cache that TensorRT does not take is as good as none. */
  private static void measuredBefore(IBuilderConfig config, Path timings) throws IOException {
    Optional<byte[]> before =
        Files.exists(timings) ? Optional.of(Files.readAllBytes(timings)) : Optional.empty();
    ITimingCache cache =
        before
            .map(bytes -> config.createTimingCache(new BytePointer(bytes), bytes.length))
            .filter(made -> !made.isNull())
            .orElseGet(() -> config.createTimingCache(new BytePointer((Pointer) null), 0));
    config.setTimingCache(cache, false);
  }

  private static byte[] bytes(IHostMemory memory) {
    byte[] bytes = new byte[Math.toIntExact(memory.size())];
    new BytePointer(memory.data()).capacity(memory.size()).get(bytes);
    return bytes;
  }
}
