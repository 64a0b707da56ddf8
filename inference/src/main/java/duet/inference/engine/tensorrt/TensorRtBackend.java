package duet.inference.engine.tensorrt;

import duet.inference.device.Lane;
import duet.inference.device.Machine;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.GuardedEngine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Loaded;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.graph.Graph;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxException;
import duet.inference.onnx.OnnxReader;
import duet.inference.process.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * TensorRT on the GPU and DLA of a Jetson. Making one costs nothing; the search for TensorRT begins
 * with the first question and is made once.
 *
 * <p>An engine for a DLA runs there whole: a layer that does not fit is an error that names it,
 * never a silent detour over the GPU.
 */
public final class TensorRtBackend implements Backend {
  private static final Duration TO_LOOK = Duration.ofSeconds(60);
  private static final Duration TO_BUILD = Duration.ofMinutes(30);

  private final Supplier<Found> search;
  private final EngineShelf shelf;
  private final Function<Found.Chip, Silicon> silicon;
  private @Nullable Found found;

  /** As a service. */
  public TensorRtBackend() {
    this(silicon -> silicon);
  }

  /** With something put around the silicon, such as what lets calls of it fail. */
  TensorRtBackend(UnaryOperator<Silicon> around) {
    this(usualShelf(), around);
  }

  private TensorRtBackend(EngineShelf shelf, UnaryOperator<Silicon> around) {
    this(
        new Detection(Machine.here(), new Child(Map.of(), TO_LOOK))::find,
        shelf,
        chip -> around.apply(presets(chip, shelf)));
  }

  private static Silicon presets(Found.Chip chip, EngineShelf shelf) {
    return new PresetSilicon(
        new Child(Map.of(), TO_BUILD), shelf, runtime(chip), chip.sharesMemory());
  }

  TensorRtBackend(
      Supplier<Found> search, EngineShelf shelf, Function<Found.Chip, Silicon> silicon) {
    this.search = search;
    this.shelf = shelf;
    this.silicon = silicon;
  }

  private static EngineShelf usualShelf() {
    String cache = Objects.toString(System.getenv("XDG_CACHE_HOME"), "");
    Path base =
        cache.startsWith("/") ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
    return new EngineShelf(base.resolve("duet").resolve("engines"));
  }

  private synchronized Found found() {
    if (found == null) {
      found = search.get();
    }
    return found;
  }

  @Override
  public Optional<String> unavailable() {
    return found() instanceof Found.Nothing nothing
        ? Optional.of("unavailable: " + nothing.reason())
        : Optional.empty();
  }

  @Override
  public String name() {
    return found() instanceof Found.Chip chip ? "TensorRT " + chip.release() : "TensorRT";
  }

  @Override
  public Origin origin() {
    return Origin.JETSON;
  }

  /** The GPU, then the DLA cores; none where TensorRT is unavailable. */
  @Override
  public List<Lane> lanes() {
    return found() instanceof Found.Chip chip ? chip.lanes() : List.of();
  }

  @Override
  public Engine open(Path model, Lane lane, Optimisation optimisation) {
    if (!(found() instanceof Found.Chip chip)) {
      throw new InferenceException(Kind.FAILED, "TensorRT " + unavailable().orElse(""));
    }
    if (!chip.lanes().contains(lane)) {
      throw new IllegalArgumentException(
          name() + " has no lane " + lane + "; choose one of " + chip.lanes());
    }
    try {
      Graph graph = OnnxReader.read(model);
      List<Port> inputs = ports(model, graph.inputs());
      List<Port> outputs = ports(model, graph.outputs());
      Order order = Order.of(graph, lane, optimisation).with(Ranges.beside(model));
      return new GuardedEngine(lane, inputs, outputs, load(chip, model, graph, order));
    } catch (OnnxException e) {
      throw new InferenceException(Kind.UNREADABLE_MODEL, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new InferenceException(
          Kind.UNREADABLE_MODEL, "model file " + model.getFileName() + " cannot be read", e);
    } catch (OutOfMemoryError e) {
      throw new InferenceException(
          Kind.OUT_OF_MEMORY, "not enough memory to open " + model.getFileName(), e);
    }
  }

  private Loaded load(Found.Chip chip, Path model, Graph graph, Order order) throws IOException {
    Silicon its = silicon.apply(chip);
    String key = EngineShelf.key(model, graph, order, runtime(chip));
    Optional<byte[]> kept = shelf.find(key);
    byte[] plan = kept.orElseGet(() -> its.build(model, order));
    Loaded loaded = its.load(plan, order);
    if (kept.isEmpty()) {
      shelf.keep(key, plan);
    }
    return loaded;
  }

  private static String runtime(Found.Chip chip) {
    return "trt" + chip.release() + "-sm" + chip.compute();
  }

  private static List<Port> ports(Path model, List<Value> values) {
    return values.stream().map(value -> port(model, value)).toList();
  }

  private static Port port(Path model, Value value) {
    if (!value.isKnown()) {
      throw new InferenceException(
          Kind.WRONG_CONTRACT,
          "model file %s does not tell the shape of '%s'; export it with shapes"
              .formatted(model.getFileName(), value.name()));
    }
    return new Port(value.name(), value.type(), value.shape());
  }
}
