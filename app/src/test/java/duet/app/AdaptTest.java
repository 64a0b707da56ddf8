package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duet.app.adapt.Plan;
import duet.app.adapt.Recipe;
import duet.app.cli.Cli;
import duet.app.cli.dla.AdaptVerb;
import duet.app.console.Console;
import duet.app.console.Transcript;
import duet.app.console.VerbException;
import duet.app.vision.DetectedBox;
import duet.app.vision.Detector;
import duet.app.vision.input.Pixels;
import duet.inference.calibration.Constants;
import duet.inference.device.Lane;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Cost;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxReader;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.Shape;
import duet.models.build.Pix2Pix;
import duet.models.build.Transplant;
import duet.models.card.InstalledModel;
import duet.viewer.phantom.PhantomStudy;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code duet adapt} as a user types it. */
class AdaptTest {
  @TempDir static Path models;

  @TempDir Path temp;
  private Transcript transcript = new Transcript();

  @BeforeAll
  static void prepare() throws IOException {
    TinyModels.install(models);
    for (String name : List.of("pix2pix-ct-mri", "yolov8n-haemorrhage")) {
      copy("/models/" + name + ".onnx", models.resolve(name + ".onnx"));
      copy("/cards/" + name + ".yaml", models.resolve(name + ".yaml"));
    }
    Graph trained = OnnxReader.read(models.resolve("pix2pix-ct-mri.onnx"));
    OnnxWriter.write(
        Transplant.into(Pix2Pix.Variant.ORIGINAL, trained), models.resolve("original.onnx"));
  }

  private static void copy(String resource, Path to) throws IOException {
    try (InputStream in = AdaptTest.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in), to);
    }
  }

  @ParameterizedTest
  @CsvSource({"crop, Slice, 8", "convolve, Conv, 16", "subpixel, Conv, 16"})
  void theTrainedGeneratorStaysTheSame(String padding, String operator, long count)
      throws IOException {
    assertEquals(0, adapt("original", "--padding", padding), transcript.err());
    Graph adapted = OnnxReader.read(temp.resolve("new.onnx"));
    assertEquals(count, nodes(adapted, operator));
    assertEquals(8, nodes(adapted, "ConvTranspose"));
    assertTrue(transcript.out().contains("after    the whole model fits"), transcript.out());
    assertTrue(transcript.out().contains("3 x random, without"), transcript.out());
    assertTrue(transcript.out().contains("3 x phantom, with optimisation"), transcript.out());
    if (!padding.equals("subpixel")) {
      assertEquals(
          2, transcript.out().split("difference 0.00 of at most 0.00; 0 of", -1).length - 1);
    }
  }

  private static long nodes(Graph graph, String operator) {
    return graph.nodes().stream().map(Node::operator).filter(operator::equals).count();
  }

  @Test
  void aDetectorWithoutItsHeadGivesTheSameBoxes() throws IOException {
    assertEquals(0, adapt("yolov8n-haemorrhage"), transcript.err());
    InstalledModel cut = InstalledModel.open(temp.resolve("new.onnx"), temp.resolve("new.yaml"));
    Graph graph = OnnxReader.read(cut.file());
    assertEquals(0, nodes(graph, "Softmax") + nodes(graph, "Reshape"));
    assertEquals(3, graph.outputs().size());
    assertTrue(transcript.out().contains("after    the whole model fits"), transcript.out());
    Path whole = models.resolve("yolov8n-haemorrhage.onnx");
    int found = 0;
    for (int slice = 0; slice < 28; slice += 3) {
      List<DetectedBox> before = boxes(new InstalledModel(cut.card(), whole, ""), slice);
      List<DetectedBox> after = boxes(cut, slice);
      assertEquals(before.size(), after.size());
      for (int i = 0; i < before.size(); i++) {
        assertEquals(before.get(i).confidence(), after.get(i).confidence(), 1e-5);
        assertEquals(before.get(i).box().x(), after.get(i).box().x(), 1e-2);
        assertEquals(before.get(i).box().height(), after.get(i).box().height(), 1e-2);
      }
      found += before.size();
    }
    assertTrue(found > 0, "no box on any slice: nothing was compared");
  }

  private static List<DetectedBox> boxes(InstalledModel model, int slice) {
    var engine = new OnnxRuntimeBackend().open(model.file(), Lane.CPU0, Optimisation.ALL);
    try (Detector detector = Detector.open(engine, model.card(), 1e-3)) {
      detector.prepare(Pixels.of(PhantomStudy.standard().slice(slice), model.card().input()));
      detector.run();
      return detector.result();
    }
  }

  @Test
  void aCardIsCarriedAlongAndSaysWhereTheModelComesFrom() throws IOException {
    assertEquals(0, adapt("stand-in-yolov8n"), transcript.err());
    InstalledModel made = InstalledModel.open(temp.resolve("new.onnx"), temp.resolve("new.yaml"));
    assertTrue(made.card().version().endsWith("-adapted"));
    List<String> limits = made.card().limits();
    assertTrue(limits.get(limits.size() - 1).startsWith("Adapted for a DLA from"));
    try (Stream<Path> files = Files.list(temp)) {
      assertEquals(2, files.count(), "model and card, nothing half-written");
    }
  }

  @ParameterizedTest
  @CsvSource({"xavier, 8.5, fp16", "orin, 10.3, fp16", "orin, 10.3, int8"})
  void anExportFromTensorFlowThatDoesNotFitFitsWholeAfterwards(
      String device, String release, String precision) throws IOException {
    Path file = TensorFlowExport.write(models.resolve("tf.onnx"));
    String[] target = {"--device", device, "--tensorrt", release, "--precision", precision};
    assertEquals(1, duet("check", file, target), transcript.err());
    assertTrue(transcript.out().contains("layers fall back to the GPU"), transcript.out());
    assertEquals(0, adapt("tf", target), transcript.err());
    assertTrue(transcript.out().contains("after    the whole model fits"), transcript.out());
    assertEquals(0, duet("check", temp.resolve("new.onnx"), target), transcript.out());
  }

  @Test
  void anExportFromTensorFlowTakesAndGivesChannelsFirstAndSaysSo() throws IOException {
    TensorFlowExport.write(models.resolve("tf.onnx"));
    assertEquals(0, adapt("tf"), transcript.err());
    String note =
        "Input 'serving_default_input_1:0' is now 1x3x16x16, channels first (NCHW); it was"
            + " 1x16x16x3, channels last (NHWC).";
    assertTrue(transcript.out().contains("layout   " + note), transcript.out());
    assertTrue(transcript.out().contains("3 x random, without"), transcript.out());
    assertTrue(transcript.out().contains("3 x phantom, without"), transcript.out());
    Graph adapted = OnnxReader.read(temp.resolve("new.onnx"));
    assertTrue(adapted.description().contains(note), adapted.description());
    assertEquals(0, nodes(adapted, "Transpose") + nodes(adapted, "Shape") + nodes(adapted, "Pad"));
    assertEquals(Shape.of(1, 3, 16, 16), adapted.outputs().get(0).shape());
  }

  @Test
  void theEndsOfAnExportCanStay() throws IOException {
    TensorFlowExport.write(models.resolve("tf.onnx"));
    assertEquals(0, adapt("tf", "--layout", "keep"), transcript.err());
    Graph adapted = OnnxReader.read(temp.resolve("new.onnx"));
    assertEquals(2, nodes(adapted, "Transpose"));
    assertEquals(Shape.of(1, 16, 16, 3), adapted.outputs().get(0).shape());
  }

  @Test
  void picturesOfTheUserAreRunToo() throws IOException {
    Path pictures = Files.createDirectories(temp.resolve("pictures"));
    for (int i = 0; i < 2; i++) {
      BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
      grey.getRaster().setSample(3 + i, 4, 0, 200);
      ImageIO.write(grey, "png", pictures.resolve(i + ".png").toFile());
    }
    assertEquals(0, adapt("original", "--pictures", pictures.toString()), transcript.err());
    assertTrue(transcript.out().contains("2 x picture, without"), transcript.out());
    assertFalse(transcript.out().contains("phantom"), transcript.out());
  }

  @Test
  void picturesThatAreNoneOrOfNoUseAreNamed() throws IOException {
    Path pictures = Files.createDirectories(temp.resolve("pictures"));
    assertEquals(2, adapt("original", "--pictures", pictures.toString()));
    assertTrue(transcript.err().contains("no PNG or JPEG in"), transcript.err());
    Files.writeString(pictures.resolve("a.png"), "no picture");
    assertEquals(2, adapt("original", "--pictures", pictures.toString()));
    assertTrue(transcript.err().contains("a.png cannot be used"), transcript.err());
    assertEquals(64, adapt("original", "--pictures", temp.resolve("none").toString()));
    assertTrue(transcript.err().contains("There is no folder"), transcript.err());
    assertEquals(List.of("pictures"), names(temp));
  }

  /** The runtime lies about the second model: the proof sees it, and nothing is left behind. */
  @Test
  void whatIsNotProvedIsNotWritten() throws IOException {
    var verb = new AdaptVerb(transcript.console(Console.Style.LINES), LyingBackend::new);
    int code =
        new CommandLine(verb)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((e, line, parsed) -> ((VerbException) e).exitCode())
            .execute(models.resolve("stand-in-yolov8n.onnx").toString(), "-o", temp + "/new.onnx");
    assertEquals(65, code, transcript.out());
    assertTrue(transcript.out().contains("TOO MUCH"), transcript.out());
    assertFalse(transcript.out().contains("written"), transcript.out());
    assertEquals(List.of(), names(temp));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aHeadCanBeKept() {
    assertEquals(69, adapt("stand-in-yolov8n", "--head", "keep"));
    assertTrue(transcript.err().contains("nothing that these cures help"), transcript.err());
    assertFalse(Files.exists(temp.resolve("new.onnx")));
  }

  @Test
  void aDeviceWithoutDlaIsNothingToAdaptTo() {
    assertEquals(64, adapt("original", "--device", "orin-nano"));
    assertTrue(transcript.err().contains("has no DLA"), transcript.err());
  }

  @Test
  void aModelThatIsThereIsNotOverwritten() throws IOException {
    Files.writeString(temp.resolve("new.onnx"), "mine");
    assertEquals(64, adapt("original"));
    assertEquals("mine", Files.readString(temp.resolve("new.onnx")));
  }

  @Test
  void aHeadWithSidesAndScoresApartIsCutToo() throws IOException {
    OnnxWriter.write(SplitHead.graph(), models.resolve("split.onnx"));
    assertEquals(0, adapt("split"), transcript.err());
    Graph cut = OnnxReader.read(temp.resolve("new.onnx"));
    assertEquals(
        List.of("sides.map4", "sides.map8", "scores.map4", "scores.map8"),
        cut.outputs().stream().map(Value::name).toList());
    assertEquals(4, cut.nodes().size());
  }

  /** Its head computes on bytes, and what these round away is part of its function. */
  @Test
  void aForeignDetectorOnBytesKeepsItsHead() throws IOException {
    Graph graph = OnnxReader.read(SharedData.of("reference-onnx/yolov8n_coco80_dynint8.onnx"));
    Recipe recipe =
        new Recipe(Recipe.Padding.CROP, Recipe.Head.CUT, Recipe.Norms.KEEP, Recipe.Layout.NCHW);
    Plan plan = Plan.of(graph, recipe, new Constants(new OnnxRuntimeBackend()));
    assertTrue(plan.head().isEmpty());
    assertEquals(1, plan.graph().outputs().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"crop", "convolve", "subpixel"})
  void theGeneratorOfFullWidthStaysTheSame(String padding) throws IOException {
    assumeTrue(Boolean.getBoolean("duet.full"), "takes a minute: run with -Dduet.full=true");
    Graph wide = Pix2Pix.graph(Pix2Pix.Variant.ORIGINAL, 64, 256, 7);
    OnnxWriter.write(wide, models.resolve("wide.onnx"));
    assertEquals(0, adapt("wide", "--padding", padding), transcript.err());
    System.out.println(transcript.out() + Cost.of(OnnxReader.read(temp.resolve("new.onnx"))));
  }

  private int adapt(String name, String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.addAll(List.of("-o", temp.resolve("new.onnx").toString()));
    return duet("adapt", models.resolve(name + ".onnx"), words.toArray(String[]::new));
  }

  /** As a user types it. */
  private int duet(String verb, Path model, String... options) {
    transcript = new Transcript();
    List<String> words = new ArrayList<>(List.of(verb, model.toString()));
    words.addAll(List.of(options));
    return Cli.run(
        words.toArray(String[]::new),
        transcript.console(Console.Style.LINES),
        (data, names) -> {
          throw new AssertionError("needs no workbench");
        });
  }
}
