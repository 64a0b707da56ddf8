package duet.app.reading.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.device.Lane;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {
  private final SimulatedClock clock = new SimulatedClock(List.of(Lane.GPU, Lane.DLA0));

  private void read(Lane lane, long frame, double ms) {
    clock.taken(lane, clock.offered(frame));
    clock.ran(lane, OptionalDouble.of(ms));
    clock.left(lane, frame);
  }

  @Test
  void onlyEnginesTakeTime() {
    assertEquals(0, clock.offered(0));
    assertEquals(0, clock.taken(Lane.GPU, 0));
    assertEquals(2_500_000, clock.ran(Lane.GPU, OptionalDouble.of(2.5)));
    assertEquals(2_500_000, clock.now(Lane.GPU));
    assertEquals(0, clock.now(Lane.DLA0));
  }

  /** The GPU takes 1 ms and the DLA 3: frame 4 is offered when the DLA is done with frame 0. */
  @Test
  void theFasterLaneWaitsForTheSlower() {
    for (long frame = 0; frame < 4; frame++) {
      read(Lane.GPU, frame, 1);
    }
    read(Lane.DLA0, 0, 3);
    long offered = clock.offered(4);
    assertEquals(3_000_000, offered);
    assertEquals(4_000_000, clock.taken(Lane.GPU, offered));
  }

  @Test
  void aFrameDoesNotBeginBeforeItIsOffered() {
    assertEquals(7, clock.taken(Lane.DLA0, 7));
    assertEquals(7, clock.taken(Lane.DLA0, 5));
  }
}
