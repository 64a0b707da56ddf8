package duet.inference.dla.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables themselves, and how a rule is held against facts. */
class RulebookTest {
  private static final Rulebook BOOK = Rulebook.read();

  @Test
  void everyRuleNamesSourcesThatAreListed() {
    Set<String> letters = column("sources", "letter");
    for (String table : List.of("layers", "operators", "releases", "devices")) {
      for (Table.Row row : Table.read(Rulebook.class, table).rows()) {
        List<String> sources = row.words("source");
        assertTrue(!sources.isEmpty() && letters.containsAll(sources), table + " " + row.cells());
      }
    }
  }

  @Test
  void everyCureIsOfUse() {
    assertEquals(
        column("cures", "key"),
        Table.read(Rulebook.class, "layers").rows().stream()
            .map(row -> row.get("cure"))
            .filter(key -> !key.isEmpty())
            .collect(Collectors.toSet()));
  }

  @Test
  void eachOperatorIsListedOnceAndItsLayerHasRules() {
    List<Table.Row> operators = Table.read(Rulebook.class, "operators").rows();
    assertEquals(operators.size(), column("operators", "operator").size());
    Set<String> judged = column("layers", "layer");
    operators.stream()
        .map(row -> row.get("layer"))
        .filter(layer -> !layer.equals("identity"))
        .forEach(layer -> assertTrue(judged.contains(layer), layer));
  }

  @Test
  void rulesAreOnlyForReleasesAndDevicesThatAreListed() {
    Set<String> known = column("releases", "rules");
    known.addAll(column("devices", "name"));
    known.addAll(Set.of("fp16", "int8"));
    for (Table.Row row : Table.read(Rulebook.class, "layers").rows()) {
      assertTrue(known.containsAll(row.words("for")), row.cells().toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8.5, 8.5",
    "8.5.2, 8.5",
    "8.6.2, 8.6",
    "8.6.12, 8.6.12",
    "10.3.0, 10.3",
    "10.6, 10.3",
    "10.7, 10.7",
    "10.8, none",
    "10.15.1, none",
    "11.0, none",
    "11.3.1, none",
    "11.4.0, none",
    "11.4.1, 11.4.1"
  })
  void aReleaseFollowsTheRulesOfItsLine(String version, String rules) {
    assertEquals(rules, BOOK.release(version).orElseThrow().rules().orElse("none"));
  }

  @ParameterizedTest
  @CsvSource({"8.4", "7.1.3", "9.1", "12.0", "8", "x", "8.5.x", "99999.1"})
  void ofOtherReleasesNothingIsSaid(String version) {
    assertEquals(Optional.empty(), BOOK.release(version));
  }

  @ParameterizedTest
  @CsvSource({
    "xavier, 8.5, ''",
    "orin, 11.4.1, ''",
    "orin, 10.8, TensorRT 10.8 has no DLA for a Jetson: 10.7 was the last release with DLA before 11.4.1.",
    "orin-nano, 10.3, The Jetson Orin Nano has no DLA.",
    "thor, 11.4.1, The Jetson Thor has no DLA.",
  })
  void aTargetWithoutDlaSaysWhy(String device, String version, String why) {
    assertEquals(why, target(device, version, Precision.FP16).withoutDla().orElse(""));
  }

  @Test
  void aPairThatNvidiaDoesNotShipIsToldWithAWarning() {
    assertTrue(target("xavier", "10.3", Precision.FP16).unusual().isPresent());
    assertEquals(Optional.empty(), target("xavier", "8.5", Precision.FP16).unusual());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 4, ''",
    "1, 1, 4, 'padding 1, must be 0'",
    "0, 2, 4, '2 groups, must be 1'",
    "0, 1, 32, 'square kernel of 32; those of 23 to 32 are disabled'",
    "0, 1, 33, 'kernel size 33, must be 1 to 32, or 1 by 64, 96 or 128'",
  })
  void aDeconvolutionIsHeldAgainstEachOfItsRules(int pad, int groups, int kernel, String reason) {
    Facts facts =
        new Facts.Notebook("DECONVOLUTION")
            .put("padding", List.of(pad, pad, pad, pad))
            .put("groups", groups)
            .put("kernel", List.of(kernel, kernel))
            .put("square kernel", kernel > 32 ? List.of() : List.of(kernel))
            .facts();
    assertEquals(reason, reason(BOOK.judge(facts, target("orin", "10.3", Precision.FP16))));
  }

  @Test
  void paddingMustBeLessThanTheKernelInItsOwnDirection() {
    Facts facts =
        new Facts.Notebook("CONVOLUTION")
            .put("kernel", List.of(1, 7))
            .put("padding", List.of(1, 3, 0, 3))
            .facts();
    assertEquals(
        "padding 1, must be smaller than the kernel",
        reason(BOOK.judge(facts, target("orin", "8.6", Precision.FP16))));
  }

  @Test
  void whatIsUnknownFitsNoRule() {
    Facts facts = new Facts.Notebook("CONVOLUTION").put("stride", Facts.UNKNOWN).facts();
    assertEquals(
        "stride unknown, must be 1 to 8",
        reason(BOOK.judge(facts, target("orin", "8.6", Precision.FP16))));
  }

  private static String reason(Verdict verdict) {
    return verdict instanceof Verdict.FallsBack back ? back.reason() : "";
  }

  static Target target(String device, String version, Precision precision) {
    return new Target(
        BOOK.device(device).orElseThrow(), BOOK.release(version).orElseThrow(), precision);
  }

  private static Set<String> column(String table, String name) {
    return Table.read(Rulebook.class, table).rows().stream()
        .map(row -> row.get(name))
        .collect(Collectors.toSet());
  }
}
