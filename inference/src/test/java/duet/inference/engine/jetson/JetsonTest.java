package duet.inference.engine.jetson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.dla.rule.Precision;
import duet.inference.engine.jetson.board.Boards;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.plan.ImpossibleException;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import duet.inference.surgery.Nets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JetsonTest {
  private static Jetson orin(Precision precision) {
    return new Jetson(Boards.read().setting("orin-64", Optional.empty()).orElseThrow(), precision);
  }

  /** Convolution and ReLU; transposed convolution with padding; skip joined. */
  private static Graph net() {
    return new Nets()
        .input("x", 1, 16, 8, 8)
        .weights("w", 16, 16, 1, 1)
        .weights("u", 16, 16, 4, 4)
        .node("Conv", "c", List.of("x", "w"))
        .node("Relu", "r", List.of("c"))
        .node(
            "ConvTranspose",
            "t",
            List.of("r", "u"),
            Ints.of("pads", 1, 1, 1, 1),
            Ints.of("strides", 2, 2))
        .node("Tanh", "y", List.of("t"))
        .graph("y");
  }

  private static ModelProfile profile(Precision precision) {
    return orin(precision).profile(new Jetson.Named("net", net()));
  }

  @Test
  void cutsWhereNothingFusedBreaks() {
    List<String> names = profile(Precision.FP16).segments().stream().map(Segment::name).toList();
    assertEquals(List.of("c", "t", "y"), names);
  }

  @Test
  void aLayerThatTheDlaRefusesSaysWhich() {
    Segment refused = profile(Precision.FP16).segments().get(1);
    assertFalse(refused.runsOn(Lane.DLA0));
    assertTrue(
        refused.refusals().getOrDefault(Lane.DLA1, "").startsWith("ConvTranspose 't': padding 1"));
    assertTrue(refused.runsOn(Lane.GPU));
    assertTrue(profile(Precision.FP16).segments().get(2).runsOn(Lane.DLA0));
  }

  /** What goes over a cut: 16 maps of 8 x 8, two bytes a number, then one. */
  @Test
  void countsWhatIsHandedOverInThePrecisionOfTheEngine() {
    assertEquals(16 * 64 * 2, profile(Precision.FP16).segments().get(1).inputBytes());
    assertEquals(16 * 64, profile(Precision.INT8).segments().get(1).inputBytes());
  }

  /** 256 weights, 16 x 64 numbers in and out, 2 bytes each, at 0.46 * 204.8 GB/s, and 8 us. */
  @Test
  void aSmallLayerCostsItsLaunchAndItsTraffic() {
    int bytes = 2 * (256 + 2 * 16 * 64);
    Load load = profile(Precision.FP16).segments().get(0).on(Lane.GPU);
    assertEquals(bytes, load.bytes());
    assertEquals(8_000 + bytes / (0.46 * 204.8), (double) load.timeNs(), 1);
  }

  @Test
  void leavingADlaCostsMoreThanLeavingTheGpu() {
    Profile profile = orin(Precision.FP16).profile(List.of(new Jetson.Named("net", net())));
    assertEquals(30_000, profile.hopNs(Lane.GPU, Lane.DLA0, 0));
    assertEquals(55_000, profile.hopNs(Lane.DLA0, Lane.GPU, 0));
    assertEquals(55_000, profile.hopNs(Lane.DLA0, Lane.DLA1, 0));
    assertTrue(profile.hopNs(Lane.GPU, Lane.DLA0, 1 << 20) > 40_000);
  }

  @Test
  void saysThatNothingWasMeasuredAndWhatItRestsOn() {
    Profile profile = orin(Precision.INT8).profile(List.of(new Jetson.Named("net", net())));
    assertEquals(Origin.SIMULATED_JETSON, profile.subject().origin());
    assertEquals("Jetson AGX Orin 64GB", profile.subject().device());
    assertEquals("INT8", profile.subject().precision());
    assertEquals("MAXN", profile.subject().facts().get("power mode"));
    assertEquals("8.35 TOPS (computed)", profile.subject().facts().get("dla-int8"));
    assertEquals(16, profile.traits(Lane.DLA0).programs());
  }

  @Test
  void theSameNetworkIsFasterInEightBits() {
    long half = profile(Precision.FP16).on(Lane.GPU, 0, 3).timeNs();
    assertTrue(profile(Precision.INT8).on(Lane.GPU, 0, 3).timeNs() < half);
  }

  /** A layer of unknown size would seem to cost nothing. */
  @Test
  void refusesWhatDependsOnTheInputByName() {
    Graph graph =
        new Nets()
            .input("x", 1, 4)
            .node("NonZero", "where", List.of("x"))
            .node("Identity", "y", List.of("where"))
            .graph("y");
    ImpossibleException e =
        assertThrows(
            ImpossibleException.class,
            () -> orin(Precision.FP16).profile(new Jetson.Named("net", graph)));
    assertTrue(String.valueOf(e.getMessage()).contains("NonZero 'where'"), e.toString());
  }

  @Test
  void refusesWhatNoBoardFinishes() {
    Graph graph =
        new Nets()
            .input("x", 1, 1 << 14, 1 << 14, 1)
            .weights("w", 1, 1, 1, 1)
            .node("Expand", "e", List.of("x", "s"))
            .ints("s", 1 << 20, 1 << 14, 1 << 14, 1 << 10)
            .graph("e");
    ImpossibleException e =
        assertThrows(
            ImpossibleException.class,
            () -> orin(Precision.FP16).profile(new Jetson.Named("net", graph)));
    assertTrue(String.valueOf(e.getMessage()).contains("'net'"), e.toString());
  }

  @Test
  void aNetworkThatComputesNothingCostsNothing() {
    Graph graph = new Nets().input("x", 1, 4).weights("w", 2).graph("w");
    ModelProfile profile = orin(Precision.FP16).profile(new Jetson.Named("net", graph));
    assertEquals(1, profile.segments().size());
    assertEquals(0, profile.on(Lane.GPU, 0, 1).timeNs());
  }
}
