package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.dla.DlaReport;
import duet.inference.dla.DlaRules;
import duet.inference.dla.Layer;
import duet.inference.dla.rule.Hit;
import duet.inference.dla.rule.Precision;
import duet.inference.dla.rule.Rulebook;
import duet.inference.dla.rule.Target;
import duet.inference.dla.rule.Verdict;
import duet.inference.graph.Graph;
import duet.models.build.Pix2Pix;
import duet.models.build.Pix2Pix.Variant;
import duet.models.build.Yolov8;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules say about the networks of the paper, at full width. */
class DlaModelsTest {
  private static final int WIDTH = 64;
  private static final Rulebook BOOK = Rulebook.read();
  private static Map<Variant, Graph> generators = Map.of();

  @BeforeAll
  static void build() {
    generators =
        List.of(Variant.values()).stream()
            .collect(Collectors.toMap(v -> v, v -> Pix2Pix.graph(v, WIDTH, 256, 1)));
  }

  @AfterAll
  static void forget() {
    generators = Map.of();
  }

  @ParameterizedTest
  @CsvSource({
    "orin, 8.5, FP16", "orin, 8.6, FP16", "orin, 10.3, FP16", "orin, 10.7, FP16",
    "orin, 11.4.1, FP16", "orin, 8.6, INT8", "orin, 10.3, INT8", "orin, 8.6.12, FP16",
    "xavier, 8.5, FP16", "xavier, 8.5, INT8", "xavier, 8.6, FP16", "xavier, 10.3, FP16"
  })
  void ofTheOriginalExactlyTheEightPaddedDeconvolutionsAreRefused(
      String device, String release, Precision precision) {
    DlaReport report = check(Variant.ORIGINAL, target(device, release, precision), 1);
    List<Layer> refused = report.fallbacks();
    assertEquals(8, refused.size());
    for (Layer layer : refused) {
      assertEquals("ConvTranspose", layer.operator());
      assertEquals("padding 1, must be 0", reason(layer));
    }
    assertEquals(9, report.subGraphs().size());
    assertFalse(report.fitsWhole());
  }

  @ParameterizedTest
  @CsvSource({"CROPPING, 8.6", "CROPPING, 10.3", "CONVOLUTION, 8.6", "CONVOLUTION, 10.3"})
  void theOtherVariantsFitWholeOnOrinInFp16(Variant variant, String release) {
    DlaReport report = check(variant, target("orin", release, Precision.FP16), 1);
    assertTrue(report.fitsWhole(), report.fallbacks().toString());
    assertEquals(1, report.loadables());
    assertEquals(report.macs(), report.macsOnDla());
  }

  @Test
  void inInt8TheCropsAndTheTanhRunInFp16() {
    DlaReport cropping = check(Variant.CROPPING, target("orin", "10.3", Precision.INT8), 1);
    assertEquals(Map.of("Slice", 8L, "Tanh", 1L), inFp16(cropping));
    DlaReport convolution = check(Variant.CONVOLUTION, target("orin", "10.3", Precision.INT8), 1);
    assertEquals(Map.of("Tanh", 1L), inFp16(convolution));
  }

  @Test
  void twoOriginalsOnOneCoreAreTooManyLoadables() {
    Target target = target("orin", "10.3", Precision.FP16);
    assertEquals(List.of(), broken(check(Variant.ORIGINAL, target, 1)));
    assertEquals(
        List.of("18 loadables on one core, which holds 16"),
        broken(check(Variant.ORIGINAL, target, 2)));
    assertTrue(check(Variant.CROPPING, target, 16).fitsWhole());
    assertFalse(check(Variant.CROPPING, target, 17).fitsWhole());
  }

  @Test
  void theMultiplyAccumulatesAreThoseOfThePaper() {
    Target target = target("orin", "10.3", Precision.FP16);
    DlaReport report = check(Variant.ORIGINAL, target, 1);
    // Eight deconvolutions of the decoder: 0.004 + 0.034 + 0.134 + 0.537 + 3 * 1.074 + 0.101.
    assertEquals(6.048, report.macs() / 1e9, 0.001);
    assertEquals(6.048 - 4.032, report.macsOnDla() / 1e9, 0.003);
  }

  @ParameterizedTest
  @CsvSource({"640, orin, 10.3", "640, orin, 8.6", "256, orin, 10.3", "640, xavier, 8.5"})
  void theBodyOfYolov8FitsAndTheHeadFallsBackWithReasons(int size, String device, String release) {
    Graph graph = Yolov8.graph(size, 80, 1);
    DlaReport report = new DlaRules(BOOK).check(graph, target(device, release, Precision.FP16), 1);
    for (Layer layer : report.layers()) {
      boolean head =
          layer.name().startsWith("22.")
              || layer.name().contains("22.")
              || layer.name().equals("output0");
      assertTrue(head || layer.onDla(), layer.toString());
    }
    Map<String, String> reasons =
        report.fallbacks().stream().collect(Collectors.toMap(Layer::name, DlaModelsTest::reason));
    assertTrue(
        reasons.keySet().stream().noneMatch(name -> name.startsWith("22.cv")), reasons.toString());
    assertTrue(
        reasons.getOrDefault("22.all", "").contains("joins along W"),
        reasons.getOrDefault("22.all", ""));
    assertTrue(reasons.getOrDefault("22.split", "").contains("3 dimensions, must be 4"));
    assertTrue(
        reasons.getOrDefault("22.centres", "").contains("CONSTANT layer"), reasons.toString());
    boolean xavier = device.equals("xavier");
    String flat = xavier ? "Xavier has no Shuffle" : "a reshape connected to a Concat";
    assertTrue(
        reasons.getOrDefault("22.flat.0", "").contains(flat),
        reasons.getOrDefault("22.flat.0", ""));
    assertTrue(report.macsOnDla() > 0.999 * report.macs());
  }

  private static DlaReport check(Variant variant, Target target, int instances) {
    return new DlaRules(BOOK)
        .check(Objects.requireNonNull(generators.get(variant)), target, instances);
  }

  private static Target target(String device, String release, Precision precision) {
    return new Target(
        BOOK.device(device).orElseThrow(), BOOK.release(release).orElseThrow(), precision);
  }

  private static List<String> broken(DlaReport report) {
    return report.limits().stream().filter(Hit::refuses).map(Hit::words).toList();
  }

  private static Map<String, Long> inFp16(DlaReport report) {
    assertTrue(report.fitsWhole());
    return report.layers().stream()
        .filter(l -> l.verdict() instanceof Verdict.Fits fits && fits.precision() == Precision.FP16)
        .collect(Collectors.groupingBy(Layer::operator, Collectors.counting()));
  }

  private static String reason(Layer layer) {
    return layer.verdict() instanceof Verdict.FallsBack back ? back.reason() : "";
  }
}
