package duet.app.jetson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.desktop.lane.LaneScribe;
import duet.app.desktop.lane.Watched;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.dla.rule.Precision;
import duet.inference.engine.jetson.Jetson;
import duet.inference.engine.jetson.board.Boards;
import duet.inference.plan.Plan;
import duet.inference.plan.Problem;
import duet.inference.plan.Route;
import duet.inference.profile.Profile;
import duet.inference.schedule.Certificate;
import duet.inference.schedule.Schedule;
import duet.inference.schedule.Scheduler;
import duet.inference.timeline.Span;
import duet.models.build.Pix2Pix;
import duet.viewer.panel.lane.LaneSnapshot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedRunTest {
  private final Profile profile =
      new Jetson(Boards.read().setting("orin-64", Optional.empty()).orElseThrow(), Precision.FP16)
          .profile(
              List.of(
                  new Jetson.Named("gan", Pix2Pix.graph(Pix2Pix.Variant.CROPPING, 4, 256, 1)),
                  new Jetson.Named("other", Pix2Pix.graph(Pix2Pix.Variant.CROPPING, 8, 256, 1))));

  @Test
  void doesTheFramesThatWereReadAndNoneElse() {
    SimulatedRun run = SimulatedRun.of(profile, new OneLaneEach());
    assertEquals(List.of(), run.upTo(0).all());
    assertEquals(3, run.upTo(3).all().stream().mapToLong(Span::frame).distinct().count());
    assertEquals(600, run.upTo(600).all().stream().mapToLong(Span::frame).distinct().count());
    assertEquals(
        SimulatedRun.of(profile, new OneLaneEach()).upTo(3).all(),
        run.upTo(600).all().stream().filter(span -> span.frame() < 3).toList(),
        "a longer run begins as the shorter did");
  }

  @Test
  void isShownAsSimulatedWithItsPlan() {
    SimulatedRun run = SimulatedRun.of(profile, new OneLaneEach());
    LaneSnapshot shown =
        new LaneScribe(
                new Watched(
                    Origin.SIMULATED_JETSON,
                    run.device(),
                    () -> run.upTo(100),
                    run.lanes(),
                    lane -> 0,
                    () -> Optional.of(run.schedule())))
            .at(0, Optional.empty());
    assertEquals(LaneSnapshot.Kind.SIMULATED, shown.run().kind());
    assertEquals("Jetson AGX Orin 64GB, FP16", shown.run().where());
    assertEquals("simulated Jetson, not measured", shown.plan().orElseThrow().origin());
    double planned = shown.plan().orElseThrow().framesPerSecond();
    assertEquals(planned, shown.run().framesPerSecond(), planned / 50);
    assertTrue(
        shown.spans().stream().noneMatch(span -> span.place().name().equals("FALLBACK")),
        "nothing strays in a simulation");
  }

  @Test
  void aBoardThatIsUnknownIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> SimulatedBoard.profile("orin-65", List.of()));
  }

  /** The first on DLA0, the second on the GPU. */
  private static final class OneLaneEach implements Scheduler {
    @Override
    public String name() {
      return "naive";
    }

    @Override
    public Schedule schedule(Problem problem) {
      int first = problem.tasks().get(0).model().segments().size();
      int second = problem.tasks().get(1).model().segments().size();
      Plan plan = new Plan(List.of(Route.on(Lane.DLA0, first), Route.on(Lane.GPU, second)), 3);
      return Schedule.of(name(), problem, plan, new Certificate.None());
    }
  }
}
