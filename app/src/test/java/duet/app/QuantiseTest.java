package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.cli.Cli;
import duet.app.console.Console;
import duet.app.console.Transcript;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxReader;
import duet.models.card.CardReader;
import duet.models.card.InstalledModel;
import duet.models.card.ModelFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code duet quantise} as a user types it. */
class QuantiseTest {
  @TempDir static Path models;
  @TempDir static Path pictures;

  @TempDir Path temp;
  private Transcript transcript = new Transcript();

  @BeforeAll
  static void prepare() throws IOException {
    TinyModels.install(models);
    for (int i = 0; i < 3; i++) {
      BufferedImage head = new BufferedImage(256, 256, BufferedImage.TYPE_BYTE_GRAY);
      Graphics2D g = head.createGraphics();
      g.setColor(new Color(110, 110, 110));
      g.fillOval(40 + i, 30, 170, 200 - i);
      g.dispose();
      ImageIO.write(head, "png", pictures.resolve("head" + i + ".png").toFile());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stand-in-pix2pix, int8, INT8",
    "stand-in-pix2pix, fp16, FP16",
    "stand-in-yolov8n, int8, INT8",
    "stand-in-yolov8n, fp16-weights, FP16"
  })
  void writesASmallerModelWithACardThatFitsIt(
      String name, String precision, ModelFile.Precision onCard) throws IOException {
    assertEquals(0, quantise(name, precision), transcript.err());
    InstalledModel made = InstalledModel.open(temp.resolve("new.onnx"), temp.resolve("new.yaml"));
    assertEquals(onCard, made.card().file().orElseThrow().precision());
    assertTrue(made.card().version().endsWith("-" + precision));
    assertTrue(transcript.out().contains(made.sha256()), transcript.out());
    assertTrue(transcript.out().contains("ratio"));
    long old = Files.size(models.resolve(name + ".onnx"));
    assertTrue(Files.size(made.file()) < 0.7 * old);
    try (Stream<Path> files = Files.list(temp)) {
      assertEquals(2, files.count(), "model and card, nothing half-written");
    }
  }

  @Test
  void convolutionsRunOnBytes() {
    assertEquals(0, quantise("stand-in-pix2pix", "int8"), transcript.err());
    var operators = new OnnxRuntimeBackend().operators(temp.resolve("new.onnx"));
    assertEquals(15, operators.getOrDefault("com.microsoft::QLinearConv", 0));
  }

  @Test
  void theImageHardlyChanges() {
    assertEquals(0, quantise("stand-in-pix2pix", "int8"), transcript.err());
    double psnr =
        Double.parseDouble(transcript.out().replaceAll("(?s).*images ([0-9.]+) dB.*", "$1"));
    assertTrue(psnr > 30, transcript.out());
  }

  @Test
  void whatIsQuantisedAlreadyIsRefused() {
    assertEquals(0, quantise("stand-in-pix2pix", "int8"), transcript.err());
    int code =
        duet("quantise", temp.resolve("new.onnx").toString(), "--precision", "int8")
            .calibrated()
            .to("newer");
    assertEquals(69, code);
    assertTrue(transcript.err().contains("quantised already"), transcript.err());
    assertFalse(Files.exists(temp.resolve("newer.onnx")));
  }

  @Test
  void aForeignModelOnBytesIsRefused() {
    Path model = SharedData.of("reference-onnx/yolov8n_coco80_dynint8.onnx");
    int code = duet("quantise", model.toString(), "--precision", "int8").calibrated().to("newer");
    assertEquals(69, code);
    assertTrue(transcript.err().contains("quantised already"), transcript.err());
  }

  @Test
  void aModelThatIsThereIsNotOverwritten() throws IOException {
    Files.writeString(temp.resolve("new.onnx"), "mine");
    assertEquals(64, quantise("stand-in-pix2pix", "int8"));
    assertEquals("mine", Files.readString(temp.resolve("new.onnx")));
  }

  @Test
  void bothModelsAreJudgedOnPairs() throws IOException {
    Path pairs = temp.resolve("pairs");
    for (String kind : List.of("CT", "MRI")) {
      Files.createDirectories(pairs.resolve(kind));
      for (int i = 0; i < 2; i++) {
        Files.copy(
            pictures.resolve("head" + i + ".png"), pairs.resolve(kind).resolve("a_" + i + ".png"));
      }
    }
    String model = models.resolve("stand-in-pix2pix.onnx").toString();
    int code =
        duet("quantise", model, "--precision", "fp16-weights", "--evaluate", pairs.toString())
            .calibrated()
            .to("new");
    assertEquals(0, code, transcript.err());
    assertTrue(transcript.out().contains("PSNR dB"), transcript.out());
    assertTrue(transcript.out().contains("SSIM"), transcript.out());
  }

  @Test
  void theCardOfTheNewModelCanBeReadAndSaysWhereItComesFrom() {
    assertEquals(0, quantise("stand-in-pix2pix", "fp16-weights"), transcript.err());
    List<String> limits = CardReader.read(temp.resolve("new.yaml")).limits();
    assertTrue(limits.get(limits.size() - 1).startsWith("Quantised (fp16-weights) from"));
  }

  /** The pictures are black, -1, in most places: a step is 1/127, 3c010204 as a float. */
  @Test
  void forADlaUpTo107TheModelStaysFp32AndItsRangesLieBesideIt() throws IOException {
    assertEquals(0, forDla("10.3"), transcript.err());
    Path made = temp.resolve("new.onnx");
    Graph graph = OnnxReader.read(made);
    assertTrue(graph.nodes().stream().noneMatch(n -> n.operator().equals("QuantizeLinear")));
    List<String> cache = Files.readAllLines(temp.resolve("new.cache"));
    assertEquals("TRT-100300-EntropyCalibration2", cache.get(0));
    assertTrue(cache.contains("input: 3c010204"), cache.toString());
    assertTrue(cache.stream().skip(1).allMatch(line -> line.matches(".+: [0-9a-f]{8}")));
    assertTrue(transcript.out().contains("difference"), transcript.out());
    assertTrue(transcript.out().contains("not of a DLA"), transcript.out());
    String size = String.format(Locale.ROOT, "-> %.1f MB", Files.size(made) / 1e6);
    assertTrue(transcript.out().contains(size), "the size of the file that is written");
    assertEquals(
        ModelFile.Precision.FP32,
        InstalledModel.open(made, temp.resolve("new.yaml"))
            .card()
            .file()
            .orElseThrow()
            .precision());
    try (Stream<Path> files = Files.list(temp)) {
      assertEquals(3, files.count(), "model, card and ranges, nothing half-written");
    }
    assertEquals(0, check(made, "10.3"), transcript.out());
  }

  @Test
  void forADlaOf1141TheModelHasSignedPairs() {
    assertEquals(0, forDla("11.4.1"), transcript.err());
    Path made = temp.resolve("new.onnx");
    assertFalse(Files.exists(temp.resolve("new.cache")));
    assertEquals(0, check(made, "11.4.1"), transcript.out());
    assertTrue(transcript.out().contains("AutoCast"), transcript.out());
    assertEquals(1, check(made, "10.3"));
    assertTrue(transcript.out().contains("takes no explicit quantisation"), transcript.out());
    assertTrue(transcript.out().contains("duet quantise --precision int8 --for dla"));
  }

  @Test
  void aModelForTheCpuFitsNoDlaAndIsToldTheWay() {
    assertEquals(0, quantise("stand-in-pix2pix", "int8"), transcript.err());
    assertEquals(1, check(temp.resolve("new.onnx"), "10.3"));
    assertTrue(transcript.out().contains("quantises to UINT8"), transcript.out());
    assertTrue(transcript.out().contains("duet quantise --precision int8 --for dla"));
  }

  @Test
  void whatHasNoDlaOrNoBytesIsNotQuantisedForOne() {
    assertEquals(64, forDla("10.8"));
    assertTrue(transcript.err().contains("TensorRT 10.8 has no DLA"), transcript.err());
    assertEquals(64, forDla("7"));
    String model = models.resolve("stand-in-pix2pix.onnx").toString();
    int code =
        duet("quantise", model, "--precision", "fp16", "--for", "dla").calibrated().to("new");
    assertEquals(64, code);
    assertFalse(Files.exists(temp.resolve("new.onnx")));
  }

  private int forDla(String release) {
    String model = models.resolve("stand-in-pix2pix.onnx").toString();
    return duet("quantise", model, "--precision", "int8", "--for", "dla", "--tensorrt", release)
        .calibrated()
        .to("new");
  }

  private int check(Path model, String release) {
    transcript = new Transcript();
    return duet("check", model.toString(), "--precision", "int8", "--tensorrt", release).run();
  }

  private int quantise(String name, String precision) {
    String model = models.resolve(name + ".onnx").toString();
    return duet("quantise", model, "--precision", precision).calibrated().to("new");
  }

  private Line duet(String... words) {
    return new Line(new ArrayList<>(List.of(words)));
  }

  /** A command line that grows. */
  private final class Line {
    private final List<String> words;

    Line(List<String> words) {
      this.words = words;
    }

    Line calibrated() {
      words.addAll(List.of("--calibrate", pictures.toString()));
      return this;
    }

    int to(String name) {
      words.addAll(List.of("-o", temp.resolve(name + ".onnx").toString()));
      return run();
    }

    int run() {
      return Cli.run(
          words.toArray(String[]::new),
          transcript.console(Console.Style.LINES),
          (data, names) -> {
            throw new AssertionError("needs no workbench");
          });
    }
  }
}
