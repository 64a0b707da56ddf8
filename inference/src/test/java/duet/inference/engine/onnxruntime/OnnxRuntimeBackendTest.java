package duet.inference.engine.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.ThreadMXBean;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.EngineContract;
import duet.inference.engine.Gate;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Networks;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxRuntimeBackendTest extends EngineContract {
  private static final Dimension OPEN = Dimension.newBuilder().setDimParam("n").build();

  @TempDir private Path folder;
  private final Backend backend = new OnnxRuntimeBackend();

  @Override
  protected Backend backend() {
    return backend;
  }

  @Override
  protected Backend behind(Gate gate) {
    return new OnnxRuntimeBackend(gate);
  }

  @Test
  void hasTwoCpuLanesAndSaysSo() {
    assertEquals(List.of(Lane.CPU0, Lane.CPU1), backend.lanes());
    assertEquals(Origin.CPU_LANES, backend.origin());
    assertTrue(backend.name().matches("ONNX Runtime \\d+\\.\\d+\\.\\d+"), backend.name());
  }

  @Test
  void refusesALaneItDoesNotHave() throws IOException {
    Path model = model("Relu", fixed(1), fixed(2));
    assertThrows(
        IllegalArgumentException.class,
        () -> backend.open(model, Lane.DLA0, Optimisation.ALL).close());
  }

  @Test
  void runsWithLessThanAKilobyteOfHeap() throws IOException {
    try (Engine engine = open(model("Relu", fixed(1), fixed(4096)));
        Binding binding = bind(engine, Shape.of(1, 4096))) {
      ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      for (int i = 0; i < 200; i++) {
        binding.run();
      }
      long before = memory.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        binding.run();
      }
      long perRun = (memory.getCurrentThreadAllocatedBytes() - before) / 100;
      assertTrue(perRun < 1024, perRun + " bytes a run");
    }
  }

  /** The promise that lets Duet's results be checked with any other program. */
  @ParameterizedTest
  @EnumSource(Optimisation.class)
  void equalsAPlainRunOfOnnxRuntimeBitForBit(Optimisation level) throws Exception {
    Path model = Networks.busy(folder);
    Tensor x = Tensor.allocate(DataType.FLOAT, Shape.of(1, 8, 64, 64));
    for (int i = 0; i < x.shape().elements(); i++) {
      x.floats().put(i, (float) Math.cos(i * 0.11));
    }
    Tensor y = Tensor.allocate(DataType.FLOAT, x.shape());
    try (Engine engine = backend.open(model, Lane.CPU1, level);
        Binding binding = engine.bind(Map.of("x", x), Map.of("y7", y))) {
      binding.run();
    }
    assertEquals(plainRun(model, level, x), y.floats());
  }

  private static FloatBuffer plainRun(Path model, Optimisation level, Tensor x)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.valueOf(name(level)));
      try (OrtSession session = environment.createSession(model.toString(), options);
          OnnxTensor in = OnnxTensor.createTensor(environment, x.floats(), x.shape().toArray());
          OrtSession.Result result = session.run(Map.of("x", in))) {
        return ((OnnxTensor) result.get(0)).getFloatBuffer();
      }
    }
  }

  private static String name(Optimisation level) {
    return level == Optimisation.NONE ? "NO_OPT" : level + "_OPT";
  }

  @Test
  void aBatchThatTheModelLeavesOpenIsOne() throws IOException {
    try (Engine engine = open(model("Relu", OPEN, fixed(2)))) {
      assertEquals(List.of(new Port("x", DataType.FLOAT, Shape.of(1, 2))), engine.inputs());
      Tensor x = Tensor.allocate(DataType.FLOAT, Shape.of(1, 2));
      Tensor y = Tensor.allocate(DataType.FLOAT, Shape.of(1, 2));
      x.floats().put(new float[] {-3, 4});
      engine.bind(Map.of("x", x), Map.of("y", y)).run();
      float[] result = new float[2];
      y.floats().get(result);
      assertArrayEquals(new float[] {0, 4}, result);
    }
  }

  @Test
  void anyOtherOpenSizeIsRefusedWithTheCure() throws IOException {
    InferenceException e = assertOpenFails(model("Relu", fixed(1), OPEN));
    assertEquals(Kind.WRONG_CONTRACT, e.kind());
    assertEquals(
        "model file model.onnx: input 'x' leaves a size open besides the batch; export the model"
            + " with fixed sizes",
        e.getMessage());
  }

  @Test
  void anOperatorThatItDoesNotHaveIsAnUnreadableModel() throws IOException {
    assertEquals(
        Kind.UNREADABLE_MODEL, assertOpenFails(model("Divine", fixed(1), fixed(2))).kind());
  }

  /** Runs out of memory really, not by a gate; the same buffers then serve the next run. */
  @Test
  void aRunThatFindsTooLittleMemoryFailsAndTheNextWorks() throws IOException {
    try (Engine engine = open(counting())) {
      Tensor size = Tensor.allocate(DataType.INT64, Shape.of(2));
      Tensor sum = Tensor.allocate(DataType.FLOAT, Shape.of(1, 1));
      Binding binding = engine.bind(Map.of("size", size), Map.of("sum", sum));
      for (int round = 0; round < 3; round++) {
        size.data().asLongBuffer().put(new long[] {1L << 23, 1L << 23});
        InferenceException e = assertThrows(InferenceException.class, binding::run);
        assertEquals(Kind.OUT_OF_MEMORY, e.kind(), e.toString());
        size.data().asLongBuffer().put(new long[] {2, 3});
        binding.run();
        assertEquals(6, sum.floats().get(0));
      }
    }
  }

  /** The sum over as many ones as the input says. */
  private Path counting() throws IOException {
    Value sum = new Value("sum", DataType.FLOAT, Shape.of(1, 1));
    List<Node> nodes =
        List.of(
            new Node(
                "expand",
                "Expand",
                List.of("one", "size"),
                List.of(Value.unknown("ones")),
                List.of()),
            new Node("add", "ReduceSum", List.of("ones"), List.of(sum), List.of()));
    Value size = new Value("size", DataType.INT64, Shape.of(2));
    Initialiser one = Initialiser.floats("one", Shape.of(1, 1), 1f);
    Path file = folder.resolve("counting.onnx");
    OnnxWriter.write(
        Graph.of(new Graph.Parts("g", "", List.of(size), List.of(one), nodes, List.of("sum"))),
        file);
    return file;
  }

  private InferenceException assertOpenFails(Path model) {
    return assertThrows(InferenceException.class, () -> open(model).close());
  }

  private Engine open(Path model) {
    return backend.open(model, Lane.CPU0, Optimisation.ALL);
  }

  private static Binding bind(Engine engine, Shape shape) {
    return engine.bind(
        Map.of("x", Tensor.allocate(DataType.FLOAT, shape)),
        Map.of("y", Tensor.allocate(DataType.FLOAT, shape)));
  }

  private static Dimension fixed(int size) {
    return Dimension.newBuilder().setDimValue(size).build();
  }

  /** A model of one operator; written here because a {@code Graph} has no open sizes. */
  private Path model(String operator, Dimension first, Dimension second) throws IOException {
    TensorShapeProto shape = TensorShapeProto.newBuilder().addDim(first).addDim(second).build();
    TypeProto type =
        TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape))
            .build();
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("g")
            .addInput(ValueInfoProto.newBuilder().setName("x").setType(type))
            .addNode(NodeProto.newBuilder().setOpType(operator).addInput("x").addOutput("y"))
            .addOutput(ValueInfoProto.newBuilder().setName("y").setType(type))
            .build();
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(graph)
            .build();
    return Files.write(folder.resolve("model.onnx"), model.toByteArray());
  }
}
