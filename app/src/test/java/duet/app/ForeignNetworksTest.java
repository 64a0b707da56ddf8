package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.cli.Cli;
import duet.app.console.Console;
import duet.app.console.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of other makers get a verdict, an adaptation or a clear error, and never a fault. */
class ForeignNetworksTest {
  private static final List<List<String>> TARGETS =
      List.of(
          List.of("xavier", "8.5", "fp16"),
          List.of("orin", "10.3", "int8"),
          List.of("orin", "11.4.1", "fp16"));

  @TempDir private Path temp;
  private Transcript transcript = new Transcript();

  /** Of open height and width; the batch may be open. */
  private static final String OPEN = "yolo13";

  static Stream<String> all() {
    return ForeignNetworks.all().keySet().stream();
  }

  static Stream<String> fixed() {
    return all().filter(name -> !name.equals(OPEN));
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void eachGetsAVerdict(String name) throws IOException {
    Path file = write(name);
    for (List<String> target : TARGETS) {
      int code = duet("check", file, target);
      assertTrue(Set.of(0, 1).contains(code), code + transcript.err());
      assertEquals("", transcript.err());
      assertTrue(transcript.out().contains("DLA"), transcript.out());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachIsAdaptedOrToldWhyNot(String name) throws IOException {
    Path file = write(name);
    Path out = temp.resolve("new.onnx");
    for (List<String> target : TARGETS) {
      Files.deleteIfExists(out);
      int code = duet("adapt", file, target, "-o", out.toString());
      assertTrue(Set.of(0, 69).contains(code), code + transcript.err() + transcript.out());
      assertEquals(code == 0, Files.exists(out));
      assertEquals(code == 0 ? 0 : 1, transcript.err().lines().count(), transcript.err());
      assertFalse(transcript.err().contains("Exception"), transcript.err());
    }
  }

  @Test
  void namesTheReasonOfEachKind() throws IOException {
    says("qdq", "quantises to UINT8; TensorRT takes INT8 only");
    says("integers", "TensorRT has no such operator");
    says("detr", "the DLA has no normalisation over layers computed at run time");
    says("deformable", "the DLA has no GridSample");
    says("yolo13-batch", "joins along W");
    says("postprocessed", "the DLA has no NonMaxSuppression");
    says("volume", "a convolution over 5 dimensions");
    says("recurrent", "the DLA has no loops");
  }

  @Test
  void anOpenHeightIsACleanErrorWithTheWayOut() throws IOException {
    assertEquals(2, duet("check", write(OPEN), TARGETS.get(0)));
    assertEquals(
        "model file yolo13.onnx leaves a size of its input 'images' open besides the batch; export"
            + " it with fixed sizes",
        transcript.err().strip());
  }

  private void says(String name, String reason) throws IOException {
    duet("check", write(name), List.of("orin", "10.3", "int8"));
    assertTrue(transcript.out().contains(reason), name + ": " + transcript.out());
  }

  private Path write(String name) throws IOException {
    return Objects.requireNonNull(ForeignNetworks.all().get(name), name)
        .get()
        .write(temp.resolve(name + ".onnx"));
  }

  private int duet(String verb, Path model, List<String> target, String... more) {
    transcript = new Transcript();
    Stream<String> words =
        Stream.of(
            verb,
            model.toString(),
            "--device",
            target.get(0),
            "--tensorrt",
            target.get(1),
            "--precision",
            target.get(2));
    return Cli.run(
        Stream.concat(words, Stream.of(more)).toArray(String[]::new),
        transcript.console(Console.Style.LINES),
        (data, names) -> {
          throw new AssertionError("needs no workbench");
        });
  }
}
