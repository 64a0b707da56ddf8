package duet.inference.engine.jetson.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import duet.inference.profile.Load;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoofTest {
  private static final Roof GPU = new Roof(2e12, 1e11, 8_000, 2, Roof.Atoms.ANY);
  private static final Roof DLA = new Roof(2e12, 1e11, 7_000, 2, Roof.Atoms.NVDLA);

  private static Kernel kernel(long macs, long numbers, Channels channels) {
    return new Kernel("Conv", List.of("c"), macs, 0, numbers, channels);
  }

  /** A billion multiply-accumulates at 2 TFLOPS are 1 ms; a million bytes at 100 GB/s 10 us. */
  @Test
  void takesAsLongAsArithmeticOrTraffic() {
    assertEquals(1_008_000, GPU.ns(kernel(1_000_000_000, 500_000, Channels.NONE)), 1);
    assertEquals(18_000, GPU.ns(kernel(1, 500_000, Channels.NONE)), 1);
  }

  /** 3 of 32 input channels and 24 of 32 output channels: 3/32 * 3/4 of the multipliers work. */
  @Test
  void aDlaComputesForNothingWhereChannelsDoNotFillItsAtoms() {
    Channels few = new Channels(3, 24);
    assertEquals(3 / 32.0 * 0.75, few.dlaUse(), 1e-12);
    double full = DLA.ns(kernel(1_000_000_000, 2, new Channels(64, 32))) - 7_000;
    assertEquals(full / few.dlaUse(), DLA.ns(kernel(1_000_000_000, 2, few)) - 7_000, 1);
    assertEquals(1_008_000, GPU.ns(kernel(1_000_000_000, 2, few)), 1);
  }

  @Test
  void kernelsFollowOneAnotherAndAViewIsFree() {
    Kernel copy = kernel(0, 500_000, Channels.NONE);
    Kernel view = kernel(0, 0, Channels.NONE);
    assertEquals(new Load(36_000, 2_000_000), GPU.load(List.of(copy, view, copy)));
  }

  @Test
  void refusesAnEngineThatDoesNothing() {
    assertThrows(IllegalArgumentException.class, () -> new Roof(0, 1e11, 0, 2, Roof.Atoms.ANY));
  }
}
