package duet.inference.profile.measured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Attribute.Ints;
import duet.inference.onnx.OnnxWriter;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import duet.inference.profile.measured.LaneTimes.CutCost;
import duet.inference.surgery.Nets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerTest {
  private static final List<Lane> BOTH = List.of(Lane.CPU0, Lane.CPU1);
  private static final Effort ONCE = new Effort(1, 2);

  @TempDir Path folder;
  private Path file = Path.of("none");

  /** Four convolutions, with activations in between. */
  @BeforeEach
  void write() throws IOException {
    Nets nets = new Nets().input("x", 1, 4, 8, 8);
    String last = "x";
    for (int i = 1; i <= 4; i++) {
      nets.weights("w" + i, 4, 4, 3, 3)
          .node("Conv", "c" + i, List.of(last, "w" + i), Ints.of("pads", 1, 1, 1, 1))
          .node("Relu", "r" + i, List.of("c" + i));
      last = "r" + i;
    }
    file = folder.resolve("net.onnx");
    OnnxWriter.write(nets.graph("r4"), file);
  }

  private static Profile measure(Backend backend, CutModel... models) throws InterruptedException {
    return Profiler.measure(
        Profiler.Rig.of(backend, BOTH), List.of(models), ONCE, (done, total, what) -> {});
  }

  private static List<String> names(ModelProfile model) {
    return model.segments().stream().map(Segment::name).toList();
  }

  @Test
  void measuresEachSegmentOnEachLaneAndSaysWhoseTimesTheyAre() throws InterruptedException {
    CutModel model = CutModel.read("net", file, 100);
    Profile profile = measure(new OnnxRuntimeBackend(), model);
    ModelProfile its = profile.model("net");
    assertEquals(List.of("c1", "c2", "c3", "c4"), names(its));
    assertTrue(its.runsOn(Lane.CPU0) && its.runsOn(Lane.CPU1));
    // Nothing is lost on the way from the whole to its parts.
    assertTrue(its.on(Lane.CPU0, 0, 4).timeNs() > 0);
    // 4 x 8 x 8 floats each; weights of 4 x 4 x 3 x 3, a map in, two out of two layers, one in.
    assertEquals(1024, its.segments().get(1).inputBytes());
    assertEquals(576 + 4 * 1024, its.segments().get(1).on(Lane.CPU1).bytes());
    assertEquals(Origin.CPU_LANES, profile.subject().origin());
    assertEquals("FP32", profile.subject().precision());
    assertTrue(profile.subject().facts().getOrDefault("runtime", "").startsWith("ONNX Runtime"));
    assertEquals(2, profile.hops().size());
  }

  @Test
  void ofManyCutsThoseStayThatShareTheWorkMostEvenly() throws InterruptedException {
    Profile profile = measure(new OnnxRuntimeBackend(), CutModel.read("net", file, 2));
    assertEquals(List.of("c1", "c3"), names(profile.model("net")));
  }

  @Test
  void aProfileCutsItsModelAgainAsItWasCut() throws InterruptedException, IOException {
    ModelProfile its =
        measure(new OnnxRuntimeBackend(), CutModel.read("net", file, 3)).model("net");
    CutModel again = CutModel.read(its, file);
    assertEquals(3, again.segments());
    for (int i = 0; i < 3; i++) {
      assertEquals(its.segments().get(i).name(), again.segmentName(i));
    }
    Path other = folder.resolve("other.onnx");
    OnnxWriter.write(
        new Nets()
            .input("x", 1, 4, 8, 8)
            .weights("w", 4, 4, 1, 1)
            .node("Conv", "elsewhere", List.of("x", "w"))
            .graph("elsewhere"),
        other);
    assertThrows(InferenceException.class, () -> CutModel.read(its, other));
  }

  @Test
  void aLaneThatRefusesSaysWhyForEachSegment() throws InterruptedException {
    Profile profile = measure(new Choosy(), CutModel.read("net", file, 100));
    ModelProfile its = profile.model("net");
    assertTrue(its.runsOn(Lane.CPU0));
    for (Segment segment : its.segments()) {
      assertEquals("not here", segment.refusals().get(Lane.CPU1));
    }
  }

  /** Opens nothing on the second lane. */
  private static final class Choosy implements Backend {
    private final Backend real = new OnnxRuntimeBackend();

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public Origin origin() {
      return real.origin();
    }

    @Override
    public List<Lane> lanes() {
      return real.lanes();
    }

    @Override
    public Engine open(Path model, Lane lane, Optimisation optimisation) {
      if (lane == Lane.CPU1) {
        throw new InferenceException(InferenceException.Kind.UNREADABLE_MODEL, "not here");
      }
      return real.open(model, lane, optimisation);
    }
  }

  @Test
  void stopsWhenInterruptedAndTellsOfEachStep() throws InterruptedException {
    CutModel model = CutModel.read("net", file, 100);
    List<Integer> steps = new ArrayList<>();
    Profiler.Rig rig = Profiler.Rig.of(new OnnxRuntimeBackend(), BOTH);
    Profiler.measure(
        rig,
        List.of(model),
        ONCE,
        (done, total, what) -> {
          steps.add(done);
          assertTrue(done <= total, done + " of " + total);
        });
    assertTrue(steps.size() >= 8, steps.toString());
    assertThrows(
        InterruptedException.class,
        () ->
            Profiler.measure(
                rig,
                List.of(model),
                ONCE,
                (done, total, what) -> Thread.currentThread().interrupt()));
  }

  @Test
  void sidesOfCutsDivideTheWholeAndNoiseMakesNoSegmentShorterThanNothing() {
    List<CutCost> costs = List.of(new CutCost(10, 1), new CutCost(10, 1), new CutCost(10, 1));
    LaneTimes times = LaneTimes.of(100, List.of(0.2, 0.5, 0.4), costs);
    assertEquals(20, times.segment(0).ns(), 1e-9);
    assertEquals(30, times.segment(1).ns(), 1e-9);
    assertEquals(0, times.segment(2).ns(), 1e-9);
    assertEquals(50, times.segment(3).ns(), 1e-9);
  }

  @Test
  void handingOverCostsAFixedPartAndOnePerByteNeitherLessThanNothing() {
    HandOver line = HandOver.of(List.of(new CutCost(100, 250), new CutCost(300, 650)));
    assertEquals(50, line.fixedNs(), 1e-9);
    assertEquals(2, line.nsPerByte(), 1e-9);
    HandOver falling = HandOver.of(List.of(new CutCost(100, 300), new CutCost(300, 100)));
    assertEquals(200, falling.fixedNs(), 1e-9);
    assertEquals(0, falling.nsPerByte(), 1e-9);
    HandOver steep = HandOver.of(List.of(new CutCost(100, 0), new CutCost(300, 400)));
    assertEquals(0, steep.fixedNs(), 1e-9);
    assertEquals(1, steep.nsPerByte(), 1e-9);
    assertEquals(0, HandOver.of(List.of()).fixedNs(), 0);
  }
}
