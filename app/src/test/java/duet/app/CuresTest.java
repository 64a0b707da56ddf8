package duet.app;

import static duet.app.ForeignFile.one;
import static duet.app.ForeignFile.several;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.adapt.Plan;
import duet.app.adapt.Recipe;
import duet.inference.calibration.Constants;
import duet.inference.dla.DlaReport;
import duet.inference.dla.DlaRules;
import duet.inference.dla.Layer;
import duet.inference.dla.rule.Cure;
import duet.inference.dla.rule.Precision;
import duet.inference.dla.rule.Rulebook;
import duet.inference.dla.rule.Target;
import duet.inference.dla.rule.Verdict;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxReader;
import duet.inference.onnx.OnnxWriter;
import duet.models.build.Yolov8;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What duet check calls an exact cure, duet adapt can do. */
class CuresTest {
  private static final Rulebook BOOK = Rulebook.read();

  /** Where there is no Shuffle, so that every one is named. */
  private static final Target XAVIER =
      new Target(
          BOOK.device("xavier").orElseThrow(), BOOK.release("8.5").orElseThrow(), Precision.FP16);

  @TempDir private Path folder;

  static Stream<String> exact() {
    return keys(Cure.Kind.EXACT);
  }

  private static Stream<String> keys(Cure.Kind kind) {
    return Rulebook.cures().stream().filter(cure -> cure.kind() == kind).map(Cure::key);
  }

  @ParameterizedTest
  @MethodSource("exact")
  void eachExactCureIsMade(String key) throws IOException {
    Graph graph = needing(key);
    assertTrue(named(graph).contains(key), key + " is not among " + named(graph));
    Recipe recipe =
        new Recipe(Recipe.Padding.CROP, Recipe.Head.CUT, Recipe.Norms.KEEP, Recipe.Layout.NCHW);
    Plan plan = Plan.of(graph, recipe, new Constants(new OnnxRuntimeBackend()));
    assertFalse(named(plan.graph()).contains(key), key + " is left");
    assertTrue(report(plan.graph()).fitsWhole(), report(plan.graph()).fallbacks().toString());
  }

  @Test
  void onlyTheWordsOfExactCuresPromiseDuetAdapt() {
    for (Cure cure : Rulebook.cures()) {
      boolean promises = cure.words().contains("duet adapt");
      switch (cure.kind()) {
        case EXACT -> assertTrue(promises, cure.key());
        case HAND -> assertTrue(cure.words().contains("not done by duet adapt"), cure.key());
        case CHANGES -> assertFalse(promises, cure.key());
        case FILE, ACCEPT -> {}
      }
    }
    assertEquals(Set.of("average", "window"), keys(Cure.Kind.HAND).collect(Collectors.toSet()));
  }

  private static DlaReport report(Graph graph) {
    return new DlaRules(BOOK).check(graph, XAVIER, 1);
  }

  private static Set<String> named(Graph graph) {
    return report(graph).fallbacks().stream()
        .map(Layer::verdict)
        .flatMap(verdict -> verdict instanceof Verdict.FallsBack b ? b.cure().stream() : null)
        .map(Cure::key)
        .collect(Collectors.toSet());
  }

  private Graph needing(String key) throws IOException {
    ForeignFile file = new ForeignFile().input("x", 1, 4, 8, 8).weights("w", 4, 4, 2, 2);
    file.scalar("two", 2).ints("pads", 0, 0, 1, 1, 0, 0, 0, 0);
    String out = "y";
    switch (key) {
      case "padding" ->
          file.node("ConvTranspose", out, List.of("x", "w"), several("pads", 1, 0, 0, 1));
      case "head" -> OnnxWriter.write(Yolov8.graph(64, 2, 7), folder.resolve("head.onnx"));
      case "fold" -> file.node("Mul", out, List.of("x", "two"));
      case "divide" -> file.node("Div", out, List.of("x", "two"));
      case "power" -> file.node("Pow", out, List.of("x", "two"));
      case "spacing" -> file.node("DepthToSpace", out, List.of("x"), one("blocksize", 2));
      case "transpose" ->
          file.node("Transpose", "t", List.of("x"), several("perm", 0, 3, 1, 2))
              .weights("v", 4, 8, 1, 1)
              .node("Conv", out, List.of("t", "v"));
      case "zeropad" ->
          file.node("Pad", "p", List.of("x", "pads")).node("Conv", out, List.of("p", "w"));
      case "identity" ->
          file.node("Concat", "c", List.of("x"), one("axis", 1)).node("Relu", out, List.of("c"));
      default -> throw new AssertionError("no network here needs the cure " + key);
    }
    return OnnxReader.read(
        key.equals("head")
            ? folder.resolve("head.onnx")
            : file.output(out, 1, 4, "h", "w").write(folder.resolve("net.onnx")));
  }
}
