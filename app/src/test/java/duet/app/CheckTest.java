package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.app.cli.Cli;
import duet.app.console.Console;
import duet.app.console.Transcript;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxWriter;
import duet.models.build.Pix2Pix;
import duet.models.build.Pix2Pix.Variant;
import duet.models.build.Yolov8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code duet check} as a user types it. */
class CheckTest {
  @TempDir Path temp;
  private Transcript transcript = new Transcript();

  @Test
  void aModelThatFitsWholeIs0() throws IOException {
    assertEquals(0, check(pix2pix(Variant.CROPPING)), transcript.err());
    assertTrue(transcript.out().contains("Fits: the whole model runs on the DLA."));
    assertTrue(transcript.out().contains("not measured"), transcript.out());
  }

  @Test
  void aModelThatFallsBackIs1AndEachReasonAndCureIsTold() throws IOException {
    assertEquals(1, check(pix2pix(Variant.ORIGINAL)));
    List<String> refused = transcript.out().lines().filter(line -> line.contains(" GPU ")).toList();
    assertEquals(8, refused.size(), transcript.out());
    for (String line : refused) {
      assertTrue(line.contains("DECONVOLUTION"), line);
      assertTrue(line.contains("padding 1, must be 0"), line);
    }
    assertTrue(transcript.out().contains("duet adapt --padding crop"), transcript.out());
  }

  @Test
  void jsonSaysTheSame() throws IOException {
    assertEquals(1, check(pix2pix(Variant.ORIGINAL), "--json", "--instances", "2"));
    JsonNode tree = new ObjectMapper().readTree(transcript.out());
    assertFalse(tree.path("fitsWhole").asBoolean());
    assertEquals(8, tree.path("fallbacks").asInt());
    assertEquals(9, tree.path("subGraphs").size());
    assertEquals(18, tree.path("loadables").asInt());
    assertEquals("orin", tree.path("target").path("device").asText());
    JsonNode broken = tree.path("limits").path(0);
    assertEquals("18 loadables on one core, which holds 16", broken.path("words").asText());
    assertTrue(broken.path("broken").asBoolean());
  }

  @Test
  void whereThereIsNoDlaItSaysWhy() throws IOException {
    Path model = pix2pix(Variant.CROPPING);
    assertEquals(1, check(model, "--tensorrt", "10.8"));
    assertTrue(transcript.out().contains("TensorRT 10.8 has no DLA"), transcript.out());
    assertEquals(1, check(model, "--device", "thor"));
    assertTrue(transcript.out().contains("The Jetson Thor has no DLA."), transcript.out());
    assertEquals(1, check(model, "--device", "xavier", "--tensorrt", "11.4.1", "--json"));
    assertTrue(transcript.out().contains("\"withoutDla\""), transcript.out());
  }

  @Test
  void theWholeListCanBeCutToTheFallbacks() throws IOException {
    Path model = file("yolo", Yolov8.graph(64, 5, 7));
    assertEquals(1, check(model, "--fallbacks"));
    assertFalse(transcript.out().contains("2.cv1.conv "), transcript.out());
    assertTrue(transcript.out().contains("22.flat.0"), transcript.out());
  }

  @Test
  void whatCannotBeReadIs2AndOneLine() throws IOException {
    Path damaged = Files.writeString(temp.resolve("damaged.onnx"), "no model");
    for (Path model : List.of(damaged, temp.resolve("missing.onnx"), temp)) {
      assertEquals(2, check(model), transcript.out());
      assertEquals(1, transcript.err().lines().count(), transcript.err());
      assertEquals("", transcript.out());
    }
  }

  @Test
  void whatThereAreNoRulesForIs64() throws IOException {
    Path model = file("yolo", Yolov8.graph(64, 5, 7));
    assertEquals(64, check(model, "--tensorrt", "7.1"));
    assertTrue(transcript.err().contains("no rules for TensorRT release '7.1'"));
    assertEquals(64, check(model, "--device", "nano"));
    assertTrue(transcript.err().contains("orin, orin-nano, thor"), transcript.err());
    assertEquals(64, check(model, "--precision", "fp32"));
    assertEquals(64, check(model, "--instances", "0"));
  }

  @Test
  void theReferenceExportGetsAVerdict() {
    Path model = SharedData.of("reference-onnx/yolov8n_coco80_dynint8.onnx");
    assertEquals(1, check(model), transcript.err());
    assertTrue(transcript.out().contains("TensorRT has no such operator"), transcript.out());
    assertTrue(transcript.out().contains("cure integers"), transcript.out());
  }

  private Path pix2pix(Variant variant) throws IOException {
    return file("pix2pix-" + variant, Pix2Pix.graph(variant, 4, 256, 7));
  }

  private Path file(String name, Graph graph) throws IOException {
    Path file = temp.resolve(name + ".onnx");
    OnnxWriter.write(graph, file);
    return file;
  }

  private int check(Path model, String... options) {
    transcript = new Transcript();
    List<String> words = new ArrayList<>(List.of("check", model.toString()));
    words.addAll(List.of(options));
    return Cli.run(
        words.toArray(String[]::new),
        transcript.console(Console.Style.LINES),
        (data, models) -> {
          throw new AssertionError("needs no workbench");
        });
  }
}
