package duet.inference.engine;

import static duet.inference.engine.Tensors.bits;
import static duet.inference.engine.Tensors.floats;
import static duet.inference.engine.Tensors.image;
import static duet.inference.engine.Tensors.pair;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every backend promises. A backend inherits these tests and says which one it is. */
@Timeout(60)
public abstract class EngineContract {
  @TempDir private Path folder;
  private Backend backend;

  /** The backend under test. */
  protected abstract Backend backend();

  /** The same backend with a gate between its engines and what they run on. */
  protected abstract Backend behind(Gate gate);

  @BeforeEach
  void makeBackend() {
    backend = backend();
  }

  private Engine open(Path model) {
    return backend.open(model, backend.lanes().get(0), Optimisation.ALL);
  }

  @Test
  void namesItselfAndItsLanes() {
    assertFalse(backend.name().isBlank());
    assertFalse(backend.lanes().isEmpty());
  }

  @Test
  void reportsPortsWithTypesAndShapes() throws IOException {
    try (Engine engine = open(Networks.sum(folder, DataType.FLOAT))) {
      Shape pair = Shape.of(1, 2);
      assertEquals(
          List.of(new Port("left", DataType.FLOAT, pair), new Port("right", DataType.FLOAT, pair)),
          engine.inputs());
      assertEquals(List.of(new Port("sum", DataType.FLOAT, pair)), engine.outputs());
      assertEquals(backend.lanes().get(0), engine.lane());
    }
  }

  @Test
  void computesOnBuffersOfTheCallerAndSeesWhatIsWrittenBetweenRuns() throws IOException {
    try (Engine engine = open(Networks.sum(folder, DataType.FLOAT))) {
      Tensor left = pair(1, 2);
      Tensor sum = pair(0, 0);
      try (Binding binding =
          engine.bind(Map.of("left", left, "right", pair(10, 20)), Map.of("sum", sum))) {
        binding.run();
        assertArrayEquals(new float[] {11, 22}, floats(sum));
        left.floats().put(0, 5);
        binding.run();
        assertArrayEquals(new float[] {15, 22}, floats(sum));
      }
    }
  }

  @Test
  void opensModelsThatAreNotOfFloats() throws IOException {
    try (Engine engine = open(Networks.sum(folder, DataType.INT64))) {
      Tensor left = Tensor.allocate(DataType.INT64, Shape.of(1, 2));
      Tensor sum = Tensor.allocate(DataType.INT64, Shape.of(1, 2));
      left.data().asLongBuffer().put(new long[] {3, 1L << 40});
      engine.bind(Map.of("left", left, "right", left), Map.of("sum", sum)).run();
      assertEquals(6, sum.data().asLongBuffer().get(0));
      assertEquals(1L << 41, sum.data().asLongBuffer().get(1));
    }
  }

  @Test
  void repeatsItselfBitForBitOnEveryLaneAndInEveryEngine() throws IOException {
    Path model = Networks.busy(folder);
    int[] expected = bits(1, run(model, backend.lanes().get(0), 1));
    for (Lane lane : backend.lanes()) {
      assertArrayEquals(expected, bits(1, run(model, lane, 1)));
      assertArrayEquals(expected, bits(1, run(model, lane, 1)));
    }
  }

  @Test
  void twoEnginesAtOnceGiveTheResultsOfOne() throws Exception {
    Path model = Networks.busy(folder);
    Lane first = backend.lanes().get(0);
    Lane last = backend.lanes().get(backend.lanes().size() - 1);
    List<int[]> alone = List.of(bits(1, run(model, first, 1)), bits(2, run(model, last, 2)));
    List<int[]> together =
        together(() -> bits(1, run(model, first, 1)), () -> bits(2, run(model, last, 2)));
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(alone.get(i), together.get(i));
    }
  }

  @Test
  void twoCallersOfOneEngineWaitForEachOther() throws Exception {
    Path model = Networks.busy(folder);
    try (Engine engine = open(model)) {
      List<int[]> alone = List.of(bits(1, run(engine, 1)), bits(2, run(engine, 2)));
      List<int[]> together = together(() -> bits(1, run(engine, 1)), () -> bits(2, run(engine, 2)));
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(alone.get(i), together.get(i));
      }
    }
  }

  @Test
  void closesTwice() throws IOException {
    Engine engine = open(Networks.sum(folder, DataType.FLOAT));
    Binding binding =
        engine.bind(Map.of("left", pair(1, 2), "right", pair(1, 2)), Map.of("sum", pair(0, 0)));
    binding.close();
    binding.close();
    engine.close();
    engine.close();
    binding.close();
  }

  @Test
  void refusesToRunOnceTheBindingOrTheEngineIsClosed() throws IOException {
    Map<String, Tensor> inputs = Map.of("left", pair(1, 2), "right", pair(1, 2));
    Map<String, Tensor> outputs = Map.of("sum", pair(0, 0));
    Engine engine = open(Networks.sum(folder, DataType.FLOAT));
    Binding closed = engine.bind(inputs, outputs);
    Binding orphan = engine.bind(inputs, outputs);
    closed.close();
    assertFails(Kind.CLOSED, closed::run);
    orphan.run();
    engine.close();
    assertFails(Kind.CLOSED, orphan::run);
    assertFails(Kind.CLOSED, () -> engine.bind(inputs, outputs));
  }

  @Test
  void closeWaitsForTheRunningCall() throws Exception {
    Engine engine = open(Networks.busy(folder));
    int[] expected = bits(1, run(engine, 1));
    Tensor x = image(1);
    Tensor y = Tensor.allocate(DataType.FLOAT, x.shape());
    Binding binding = engine.bind(Map.of("x", x), Map.of("y7", y));
    CountDownLatch running = new CountDownLatch(3);
    List<int[]> results = new ArrayList<>();
    ExecutorService lane = Executors.newSingleThreadExecutor();
    try {
      Future<?> runs =
          lane.submit(
              () -> {
                while (true) {
                  y.floats().put(new float[(int) y.shape().elements()]);
                  binding.run();
                  results.add(bits(1, floats(y)));
                  running.countDown();
                }
              });
      running.await();
      engine.close();
      ExecutionException end = assertThrows(ExecutionException.class, runs::get);
      InferenceException cause = assertInstanceOf(InferenceException.class, end.getCause());
      assertEquals(Kind.CLOSED, cause.kind());
    } finally {
      lane.shutdownNow();
    }
    assertTrue(results.size() >= 3);
    for (int[] result : results) {
      assertArrayEquals(expected, result);
    }
  }

  @Test
  void refusesMissingUnknownAndMisshapenTensors() throws IOException {
    try (Engine engine = open(Networks.sum(folder, DataType.FLOAT))) {
      Tensor pair = pair(1, 2);
      Map<String, Tensor> out = Map.of("sum", pair);
      Map<String, Tensor> in = Map.of("left", pair, "right", pair);
      assertFails(Kind.WRONG_INPUT, () -> engine.bind(Map.of("left", pair), out));
      assertFails(
          Kind.WRONG_INPUT,
          () -> engine.bind(Map.of("left", pair, "right", pair, "up", pair), out));
      assertFails(Kind.WRONG_INPUT, () -> engine.bind(in, Map.of()));
      assertFails(Kind.WRONG_INPUT, () -> engine.bind(in, Map.of("product", pair)));
      Tensor triple = Tensor.allocate(DataType.FLOAT, Shape.of(1, 3));
      assertFails(Kind.WRONG_INPUT, () -> engine.bind(Map.of("left", triple, "right", pair), out));
      Tensor ints = Tensor.allocate(DataType.INT32, Shape.of(1, 2));
      assertFails(Kind.WRONG_INPUT, () -> engine.bind(Map.of("left", ints, "right", pair), out));
    }
  }

  @Test
  void refusesFilesThatAreNoModel() throws IOException {
    Path text = Files.writeString(folder.resolve("text.onnx"), "this is not a model");
    Path empty = Files.createFile(folder.resolve("empty.onnx"));
    assertUnreadable(text);
    assertUnreadable(empty);
    assertUnreadable(folder);
    assertUnreadable(folder.resolve("missing.onnx"));
  }

  @Test
  void refusesATruncatedModelWhereverItIsCut() throws IOException {
    byte[] whole = Files.readAllBytes(Networks.sum(folder, DataType.FLOAT));
    for (int length = 0; length < whole.length; length += 7) {
      assertUnreadable(
          Files.write(folder.resolve("cut" + length + ".onnx"), Arrays.copyOf(whole, length)));
    }
  }

  /**
   * Opening it may fail, or binding, or the run, whichever asks for the memory; a runtime that sees
   * at once that such a size cannot be may call the file unreadable.
   */
  @Test
  void saysThatMemoryDoesNotSufficeAndHarmsNobody() throws IOException {
    Path greedy = Networks.greedy(folder);
    try (Engine other = open(Networks.sum(folder, DataType.FLOAT))) {
      Tensor x = Tensor.allocate(DataType.FLOAT, Shape.of(1, 1));
      Tensor largest = Tensor.allocate(DataType.FLOAT, Shape.of(1, 1));
      InferenceException e =
          assertThrows(
              InferenceException.class,
              () -> {
                try (Engine engine = open(greedy)) {
                  Binding binding = engine.bind(Map.of("x", x), Map.of("largest", largest));
                  InferenceException first = assertThrows(InferenceException.class, binding::run);
                  assertFails(first.kind(), binding::run);
                  throw first;
                }
              });
      if (e.kind() != Kind.UNREADABLE_MODEL) {
        assertEquals(Kind.OUT_OF_MEMORY, e.kind(), e.getMessage());
        assertTrue(e.toString().contains("memory"), e.toString());
      }
      assertSums(other);
    }
  }

  /**
   * Call 1 fails, then call 2, and so on until there are no more calls. Whatever failed is tried
   * again and works; at the end nothing is open.
   */
  @ParameterizedTest
  @EnumSource(Gate.Failure.class)
  void afterAnyCallHasFailedTheNextOneWorksAndNothingIsLost(Gate.Failure failure)
      throws IOException {
    Path model = Networks.sum(folder, DataType.FLOAT);
    int call = 0;
    Gate gate;
    do {
      call++;
      gate = new Gate(call, failure);
      int failures = liveThrough(behind(gate), model, failure);
      assertEquals(0, gate.open(), "left open when call " + call + " failed");
      assertEquals(gate.hasFailed() ? 1 : 0, failures, "call " + call);
    } while (gate.hasFailed());
    assertTrue(call > 7, "only " + call + " calls came by the gate");
  }

  /** Returns how often something had to be tried again. */
  private static int liveThrough(Backend backend, Path model, Gate.Failure failure) {
    Retries retries = new Retries(failure.kind());
    Lane lane = backend.lanes().get(0);
    Engine engine = retries.of(() -> backend.open(model, lane, Optimisation.ALL));
    Tensor sum = pair(0, 0);
    Map<String, Tensor> inputs = Map.of("left", pair(1, 2), "right", pair(10, 20));
    Binding first = retries.of(() -> engine.bind(inputs, Map.of("sum", sum)));
    Binding second = retries.of(() -> engine.bind(inputs, Map.of("sum", sum)));
    for (Binding binding : List.of(first, second, first)) {
      sum.floats().put(new float[2]);
      retries.of(binding::run);
      assertArrayEquals(new float[] {11, 22}, floats(sum));
    }
    retries.of(first::close);
    retries.of(engine::close);
    assertFails(Kind.CLOSED, second::run);
    assertFails(Kind.CLOSED, () -> engine.bind(inputs, Map.of("sum", sum)));
    return retries.count;
  }

  /** Tries a call again that has failed once, in the right way. */
  private static final class Retries {
    private final Kind kind;
    private int count;

    Retries(Kind kind) {
      this.kind = kind;
    }

    <T> T of(Supplier<T> call) {
      try {
        return call.get();
      } catch (InferenceException e) {
        assertTrue(e.kind() == kind || e.kind() == Kind.FAILED, e.toString());
        count++;
        return call.get();
      }
    }

    void of(Runnable call) {
      of(
          () -> {
            call.run();
            return call;
          });
    }
  }

  private static void assertSums(Engine engine) {
    Tensor sum = pair(0, 0);
    Map<String, Tensor> inputs = Map.of("left", pair(1, 2), "right", pair(10, 20));
    try (Binding binding = engine.bind(inputs, Map.of("sum", sum))) {
      binding.run();
      assertArrayEquals(new float[] {11, 22}, floats(sum));
    }
  }

  private void assertUnreadable(Path model) {
    InferenceException e = assertThrows(InferenceException.class, () -> open(model).close());
    assertEquals(Kind.UNREADABLE_MODEL, e.kind(), e.getMessage());
    assertTrue(e.toString().contains(model.getFileName().toString()), e.toString());
  }

  private static void assertFails(Kind kind, Runnable call) {
    InferenceException e = assertThrows(InferenceException.class, call::run);
    assertEquals(kind, e.kind(), e.getMessage());
  }

  private float[] run(Path model, Lane lane, int seed) {
    try (Engine engine = backend.open(model, lane, Optimisation.ALL)) {
      return run(engine, seed);
    }
  }

  /** Twenty runs; the last result. */
  private static float[] run(Engine engine, int seed) {
    Tensor x = image(seed);
    Tensor y = Tensor.allocate(DataType.FLOAT, x.shape());
    try (Binding binding = engine.bind(Map.of("x", x), Map.of("y7", y))) {
      for (int i = 0; i < 20; i++) {
        binding.run();
      }
      return floats(y);
    }
  }

  private static List<int[]> together(Callable<int[]> first, Callable<int[]> second)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<int[]> one = threads.submit(first);
      Future<int[]> two = threads.submit(second);
      return List.of(one.get(), two.get());
    } finally {
      threads.shutdownNow();
    }
  }
}
