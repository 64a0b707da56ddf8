package duet.inference.engine.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Backends;
import duet.inference.engine.Engine;
import duet.inference.engine.EngineContract;
import duet.inference.engine.Gate;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Loaded;
import duet.inference.engine.Networks;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of an engine, kept by all of the backend but its native calls: those are taken by a
 * silicon that "builds" by keeping the file and runs it by ONNX Runtime.
 */
class TensorRtBackendTest extends EngineContract {
  private static final Found.Chip ORIN =
      new Found.Chip(new Release(10, 3, 0), List.of(Lane.GPU, Lane.DLA0, Lane.DLA1), "8.7", true);

  @TempDir private Path shelf;
  @TempDir private Path folder;
  private final Borrowed silicon = new Borrowed();

  @Override
  protected Backend backend() {
    return backend(ORIN);
  }

  @Override
  protected Backend behind(Gate gate) {
    return new TensorRtBackend(
        () -> ORIN, new EngineShelf(shelf), chip -> new Gated(silicon, gate));
  }

  private Backend backend(Found found) {
    return new TensorRtBackend(() -> found, new EngineShelf(shelf), chip -> silicon);
  }

  @Test
  void saysWhichTensorRtItIsAndWhoseTimesItsTimesAre() {
    assertEquals("TensorRT 10.3.0", backend().name());
    assertEquals(Origin.JETSON, backend().origin());
    assertEquals(List.of(Lane.GPU, Lane.DLA0, Lane.DLA1), backend().lanes());
  }

  @Test
  void isFoundAsAServiceAndTellsWhyItCannotBeUsedHere() {
    List<Backend> installed = Backends.installed();
    assertEquals(1, installed.size());
    installed
        .get(0)
        .unavailable()
        .ifPresent(why -> assertTrue(why.startsWith("unavailable: "), why));
  }

  @Test
  void opensNothingWhereItIsUnavailable() throws IOException {
    Backend none = backend(new Found.Nothing("nothing is here"));
    Path model = Networks.busy(folder);
    InferenceException e =
        assertThrows(
            InferenceException.class, () -> none.open(model, Lane.GPU, Optimisation.ALL).close());
    assertEquals("TensorRT unavailable: nothing is here", e.getMessage());
  }

  @Test
  void buildsOncePerModelKindOfLaneAndPrecision() throws IOException {
    Path model = Networks.busy(folder);
    for (Lane lane : List.of(Lane.GPU, Lane.GPU, Lane.DLA0, Lane.DLA1)) {
      backend().open(model, lane, Optimisation.ALL).close();
    }
    backend().open(model, Lane.GPU, Optimisation.NONE).close();
    assertEquals(
        List.of(
            new Order(Lane.GPU, Order.Precision.FP16),
            new Order(Lane.DLA0, Order.Precision.FP16),
            new Order(Lane.GPU, Order.Precision.FP32)),
        silicon.built);
  }

  @Test
  void buildsAgainForAnotherTensorRtAnotherChipOrAnotherModel() throws IOException {
    Path model = Networks.busy(folder);
    for (Found.Chip chip :
        List.of(
            ORIN,
            new Found.Chip(new Release(10, 7, 0), ORIN.lanes(), "8.7", true),
            new Found.Chip(ORIN.release(), ORIN.lanes(), "7.2", true))) {
      backend(chip).open(model, Lane.GPU, Optimisation.ALL).close();
    }
    assertEquals(3, silicon.built.size());
    Path sum = Networks.sum(folder, DataType.FLOAT);
    backend()
        .open(Files.move(sum, folder.resolve("same.onnx")), Lane.GPU, Optimisation.ALL)
        .close();
    assertEquals(4, silicon.built.size());
  }

  @Test
  void buildsAgainWhatTheDiskHasDamaged() throws IOException {
    Path model = Networks.busy(folder);
    backend().open(model, Lane.GPU, Optimisation.ALL).close();
    try (Stream<Path> kept = Files.list(shelf)) {
      Path engine = kept.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(engine);
      bytes[bytes.length / 2] ^= 1;
      Files.write(engine, bytes);
    }
    backend().open(model, Lane.GPU, Optimisation.ALL).close();
    backend().open(model, Lane.GPU, Optimisation.ALL).close();
    assertEquals(2, silicon.built.size());
  }

  @Test
  void keepsNoEngineThatItsLaneRefuses() throws IOException {
    silicon.refusesToLoad = true;
    Path model = Networks.busy(folder);
    assertThrows(
        InferenceException.class, () -> backend().open(model, Lane.GPU, Optimisation.ALL).close());
    try (Stream<Path> kept = Files.list(shelf)) {
      assertEquals(0, kept.count());
    }
  }

  @Test
  void tellsTheTimeOfTheDeviceOnceThereIsOne() throws IOException {
    try (Engine engine =
        backend().open(Networks.sum(folder, DataType.FLOAT), Lane.GPU, Optimisation.ALL)) {
      Tensor pair = Tensor.allocate(DataType.FLOAT, engine.inputs().get(0).shape());
      Tensor sum = Tensor.allocate(DataType.FLOAT, engine.outputs().get(0).shape());
      try (Engine.Binding binding =
          engine.bind(Map.of("left", pair, "right", pair), Map.of("sum", sum))) {
        assertEquals(OptionalDouble.empty(), binding.deviceMs());
        binding.run();
        assertEquals(OptionalDouble.of(1.5), binding.deviceMs());
      }
    }
  }

  @Test
  void aQuantisedModelIsBuiltInInt8AndTheDlaHasNoFp32() {
    Graph plain = oneNode("Relu");
    Graph quantised = oneNode("QuantizeLinear");
    assertEquals(Order.Precision.FP16, Order.of(plain, Lane.DLA0, Optimisation.NONE).precision());
    assertEquals(Order.Precision.FP32, Order.of(plain, Lane.GPU, Optimisation.BASIC).precision());
    assertEquals(
        Order.Precision.INT8, Order.of(quantised, Lane.DLA1, Optimisation.ALL).precision());
    assertEquals(
        Order.Precision.INT8, Order.of(quantised, Lane.GPU, Optimisation.NONE).precision());
  }

  /** 3c010204 is 1/127 as a float. */
  @Test
  void aModelWithRangesBesideItIsBuiltInInt8ForADlaAndAgainForOtherRanges() throws IOException {
    Path model = Networks.busy(folder);
    Path cache = folder.resolve("busy.cache");
    for (String step : List.of("3c010204", "3c010205")) {
      Files.writeString(cache, "TRT-100300-EntropyCalibration2\nx: " + step + "\ny:0: 3f800000\n");
      backend().open(model, Lane.DLA0, Optimisation.ALL).close();
    }
    backend().open(model, Lane.GPU, Optimisation.ALL).close();
    assertEquals(
        List.of(
            new Order(Lane.DLA0, Order.Precision.INT8),
            new Order(Lane.DLA0, Order.Precision.INT8),
            new Order(Lane.GPU, Order.Precision.FP16)),
        silicon.built);
    Files.writeString(cache, "TRT-100300-EntropyCalibration2\nx: 3c010204\ny:0: 3f800000\n");
    assertEquals(Map.of("x", 1 / 127f, "y:0", 1f), Ranges.beside(model).steps());
  }

  private static Graph oneNode(String operator) {
    Value x = new Value("x", DataType.FLOAT, Shape.of(1));
    Node node = new Node("n", operator, List.of("x"), List.of(x.named("y")), List.of());
    return Graph.of(new Graph.Parts("g", "", List.of(x), List.of(), List.of(node), List.of("y")));
  }

  @Test
  void readsTheVersionNumbersOfOldAndNewLibraries() {
    assertEquals(new Release(8, 5, 2), Release.decode(8502));
    assertEquals(new Release(8, 6, 12), Release.decode(8612));
    assertEquals(new Release(10, 3, 0), Release.decode(100300));
    assertEquals(new Release(11, 2, 1), Release.decode(110201));
    assertTrue(new Release(10, 7, 0).hasDla());
    assertTrue(!new Release(10, 8, 0).hasDla());
  }

  /** Fails as a machine without a silicon cannot: only where a test wants it. */
  private static final class Borrowed implements Silicon {
    private final Backend cpu = new OnnxRuntimeBackend();
    private final List<Order> built = new ArrayList<>();
    private boolean refusesToLoad;

    @Override
    public byte[] build(Path model, Order order) {
      cpu.open(model, Lane.CPU0, Optimisation.ALL).close();
      synchronized (built) {
        built.add(order);
      }
      try {
        return Files.readAllBytes(model);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Loaded load(byte[] plan, Order order) {
      if (refusesToLoad) {
        throw new InferenceException(Kind.FAILED, "the lane refuses it");
      }
      try {
        Path file = Files.write(Files.createTempFile("borrowed", ".onnx"), plan);
        Engine engine = cpu.open(file, Lane.CPU0, Optimisation.ALL);
        Files.delete(file);
        return loaded(engine);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Loaded loaded(Engine engine) {
      return new Loaded() {
        @Override
        public Tied tie(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
          return tied(engine.bind(inputs, outputs));
        }

        @Override
        public void close() {
          engine.close();
        }
      };
    }

    private static Loaded.Tied tied(Engine.Binding binding) {
      return new Loaded.Tied() {
        @Override
        public double run() {
          binding.run();
          return 1.5;
        }

        @Override
        public void close() {
          binding.close();
        }
      };
    }
  }
}
