package duet.app.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import duet.app.vision.DetectedBox;
import duet.app.vision.Detector;
import duet.app.vision.ScriptedEngine;
import duet.app.vision.Slices;
import duet.app.vision.Synthesiser;
import duet.app.vision.input.Pixels;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Optimisation;
import duet.inference.engine.jetson.Jetson;
import duet.inference.engine.jetson.JetsonBackend;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxReader;
import duet.inference.onnx.OnnxWriter;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import duet.models.build.Pix2Pix;
import duet.models.build.Yolov8;
import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import duet.models.card.ImageOutput;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.card.Training;
import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.series.Slice;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader with real, narrow networks. */
class ReaderOnOnnxRuntimeTest {
  private static final int EDGE = 512;

  @TempDir Path folder;
  private InstalledModel synthesis = ScriptedBackend.SYNTHESIS;
  private InstalledModel detection = ScriptedBackend.DETECTION;

  @BeforeEach
  void writeModels() throws IOException {
    ImageInput picture =
        new ImageInput(
            "input", 256, 256, 40, 80, Resize.STRETCH, 3, ChannelOrder.RGB, 1 / 127.5, -1);
    synthesis =
        install(
            Pix2Pix.graph(Pix2Pix.Variant.CROPPING, 2, 256, 7),
            card(Task.SYNTHESIS, picture, new ImageOutput.Image("output", 3, 127.5, 127.5)));
    ImageInput boxed =
        new ImageInput(
            "images", 160, 160, 40, 80, Resize.LETTERBOX, 3, ChannelOrder.RGB, 1 / 255.0, 0);
    List<String> classes = List.of("EDH", "IPH", "IVH", "SAH", "SDH");
    detection =
        install(
            Yolov8.graph(160, 5, 11),
            card(Task.DETECTION, boxed, new ImageOutput.Boxes("output0", classes, 0.25, 0.7)));
  }

  private InstalledModel install(Graph graph, ModelCard card) throws IOException {
    Path file = folder.resolve(card.name() + ".onnx");
    OnnxWriter.write(graph, file);
    return new InstalledModel(card, file, "00");
  }

  private static ModelCard card(Task task, ImageInput input, ImageOutput output) {
    return new ModelCard(
        task.name(), "1", task, Training.UNTRAINED, "Tests.", List.of(), "none", input, output);
  }

  private static List<Slice> slices(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number -> {
              Random random = new Random(number);
              short[] hu = new short[EDGE * EDGE];
              for (int i = 0; i < hu.length; i++) {
                hu[i] = (short) random.nextInt(-50, 130);
              }
              return Slices.of("1.2", number, EDGE, EDGE, hu);
            })
        .toList();
  }

  private Reader reader() {
    return Reader.open(new OnnxRuntimeBackend(), synthesis, detection, new Timeline(1000));
  }

  @Test
  void resultsEqualAPlainRunBitForBit() throws InterruptedException, OrtException {
    List<SliceReading> results = Collections.synchronizedList(new ArrayList<>());
    List<Slice> slices = slices(5);
    try (Reader reader = reader()) {
      read(reader.begin("1.2", results::add), slices);
    }
    try (OrtSession images = plain(synthesis);
        OrtSession boxes = plain(detection);
        Synthesiser synthesiser = Synthesiser.open(engine(synthesis, images), synthesis.card());
        Detector detector = Detector.open(engine(detection, boxes), detection.card())) {
      for (int i = 0; i < slices.size(); i++) {
        Slice slice = slices.get(i);
        Synthesis.Image mri = assertInstanceOf(Synthesis.Image.class, results.get(i).synthesis());
        assertArrayEquals(
            synthesiser.apply(Pixels.of(slice, synthesis.card().input())).grey(), mri.grey());
        Detection.Boxes found = assertInstanceOf(Detection.Boxes.class, results.get(i).detection());
        assertSame(detector.apply(Pixels.of(slice, detection.card().input())), found.findings());
      }
    }
  }

  /** YOLOv8 fits no DLA whole, so the lanes are turned; each run takes what is predicted for it. */
  @Test
  void onASimulatedJetsonThePixelsAreRealAndTheTimesPredicted() throws Exception {
    Backend cpu = new OnnxRuntimeBackend();
    JetsonBackend simulated = JetsonBackend.of("orin-64", cpu);
    Timeline timeline = new Timeline(1000);
    List<SliceReading> results = Collections.synchronizedList(new ArrayList<>());
    List<SliceReading> expected = Collections.synchronizedList(new ArrayList<>());
    try (Reader reader = Reader.open(simulated, synthesis, detection, timeline);
        Reader real = reader()) {
      assertEquals(Origin.SIMULATED_JETSON, reader.provenance().origin());
      assertEquals(List.of(Lane.DLA0, Lane.GPU), reader.lanes());
      read(reader.begin("1.2", results::add), slices(6));
      read(real.begin("1.2", expected::add), slices(6));
    }
    for (int i = 0; i < 6; i++) {
      Synthesis.Image image = assertInstanceOf(Synthesis.Image.class, results.get(i).synthesis());
      Synthesis.Image same = assertInstanceOf(Synthesis.Image.class, expected.get(i).synthesis());
      assertArrayEquals(same.grey(), image.grey());
    }
    assertPredicted(simulated.jetson(), timeline, synthesis, Lane.DLA0);
    assertPredicted(simulated.jetson(), timeline, detection, Lane.GPU);
  }

  private static void assertPredicted(
      Jetson jetson, Timeline timeline, InstalledModel model, Lane lane) throws Exception {
    var profile = jetson.profile(new Jetson.Named("m", OnnxReader.read(model.file())));
    long ns = profile.on(lane, 0, profile.segments().size()).timeNs();
    List<Span> runs =
        timeline.all().stream()
            .filter(span -> span.lane() == lane && span.activity() == Activity.ENGINE)
            .toList();
    assertEquals(6, runs.size());
    runs.forEach(span -> assertTrue(Math.abs(ns - span.durationNs()) <= 2));
  }

  @Test
  void onceItHasMeasuredItFollowsAScheduleThatGivesTheSameBits()
      throws InterruptedException, IOException {
    Path profiles = folder.resolve("profiles");
    List<Slice> slices = slices(6);
    List<SliceReading> before = new ArrayList<>();
    List<SliceReading> after = new ArrayList<>();
    try (Reader reader = reader()) {
      read(reader.begin("1.2", before::add), slices);
      reader.planIn(profiles);
      while (reader.schedule().isEmpty()) {
        Thread.sleep(20);
      }
      read(reader.begin("1.2", after::add), slices);
      assertTrue(reader.provenance().plan().startsWith("duet: "), reader.provenance().plan());
    }
    for (int i = 0; i < slices.size(); i++) {
      assertArrayEquals(
          assertInstanceOf(Synthesis.Image.class, before.get(i).synthesis()).grey(),
          assertInstanceOf(Synthesis.Image.class, after.get(i).synthesis()).grey());
      assertEquals(before.get(i).detection(), after.get(i).detection());
    }
    try (Stream<Path> kept = Files.list(profiles)) {
      assertEquals(1, kept.count());
    }
  }

  private static void assertSame(List<DetectedBox> plain, List<Finding> read) {
    assertTrue(!plain.isEmpty(), "the seeded detector marks nothing: the test would say nothing");
    assertEquals(
        plain.stream().map(DetectedBox::confidence).toList(),
        read.stream().map(Finding::confidence).toList());
    List<Box> boxes = plain.stream().map(DetectedBox::box).toList();
    assertEquals(boxes, read.stream().map(Finding::box).toList());
  }

  /** A session with nothing set but the level and one thread; run without pinned buffers. */
  private static OrtSession plain(InstalledModel model) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(1);
    return OrtEnvironment.getEnvironment().createSession(model.file().toString(), options);
  }

  private static Engine engine(InstalledModel model, OrtSession session) {
    try (Engine ports = new OnnxRuntimeBackend().open(model.file(), Lane.CPU0, Optimisation.ALL)) {
      long[] shape = ports.inputs().get(0).shape().toArray();
      return new ScriptedEngine(
          Lane.CPU0,
          ports.inputs().get(0),
          ports.outputs().get(0),
          (in, out) -> runPlain(session, shape, in, out));
    }
  }

  private static void runPlain(OrtSession session, long[] shape, FloatBuffer in, FloatBuffer out) {
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor input =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), in.duplicate(), shape);
        OrtSession.Result result = session.run(Map.of(name, input))) {
      out.put(0, ((OnnxTensor) result.get(0)).getFloatBuffer(), 0, out.capacity());
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void read(ReadingSession session, List<Slice> slices) throws InterruptedException {
    for (Slice slice : slices) {
      session.offer(slice);
    }
    session.finish();
  }

  @Test
  void aFrameAllocatesNextToNothingBesidesItsResult() throws InterruptedException {
    BenchResult result = ReadingBench.run(new OnnxRuntimeBackend(), synthesis, detection, 30);
    for (BenchResult.LaneLine lane : result.lanes()) {
      assertTrue(lane.heapBytes() < 65_536, lane + " allocates too much");
    }
  }
}
