package duet.inference.engine.jetson.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.engine.jetson.cost.Channels;
import duet.inference.engine.jetson.cost.Kernel;
import duet.inference.engine.jetson.fit.OrinCases.Demands;
import duet.inference.engine.jetson.fit.OrinCases.Reformatting;
import duet.inference.profile.Contention;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitTest {
  private static Kernel kernel(long macs, long numbers) {
    return new Kernel("Conv", List.of("c"), macs, 0, numbers, new Channels(32, 32));
  }

  @Test
  void meanAndWorstAreOfAbsoluteRelativeErrors() {
    Accuracy accuracy =
        new Accuracy(List.of(new Accuracy.Point("a", 10, 11), new Accuracy.Point("b", 100, 70)));
    assertEquals(0.2, accuracy.mape(), 1e-12);
    assertEquals("b", accuracy.worst().what());
    assertEquals(-0.3, accuracy.worst().error(), 1e-12);
  }

  @Test
  void thePublicMatrixHasAHundredCells() {
    List<Pccs.Cell> cells = Pccs.read().cells();
    assertEquals(100, cells.size());
    assertTrue(cells.contains(new Pccs.Cell(93.1, 127.4, 49.9)));
    assertTrue(cells.contains(new Pccs.Cell(9.3, 12.7, 9.2)));
  }

  @Test
  void fitsTheMatrixToThreePercent() {
    Pccs pccs = Pccs.read();
    assertEquals(new Contention(78, 28, 0.25), pccs.fit());
    assertTrue(pccs.accuracy(pccs.fit()).mape() <= 0.03);
  }

  /** Made of a roofline with 0.6 of 40 TFLOPS, 0.5 of 200 GB/s and 6 us a kernel. */
  @Test
  void findsTheRooflineThatTimingsWereMadeOf() {
    List<Kernel> compute = List.of(kernel(12_000_000_000L, 10), kernel(1_200_000_000L, 10));
    List<Kernel> traffic = List.of(kernel(10, 50_000_000), kernel(10, 5_000_000));
    List<Timing> timings =
        List.of(
            new Timing("a", 1, 1.0 + 0.1 + 0.012, compute),
            new Timing("b", 1, 1.0 + 0.1 + 0.012, traffic),
            new Timing("c", 1, 0.006, List.of(kernel(1, 1))));
    GpuFit.Found found = new GpuFit(40e12, 200e9).fit(timings);
    assertEquals(0.6, found.compute(), 1e-9);
    assertEquals(0.5, found.memory(), 1e-9);
    assertEquals(6, found.launchUs(), 1e-9);
    assertTrue(found.mape() < 1e-3);
  }

  /** 45 ms become 51.05 ms, and 405.3 frames a second 229.2. */
  @Test
  void slownessIsTheSameForTimesAndRates() {
    Accuracy free = accuracy(Reformatting.FREE);
    assertEquals(6, free.points().size());
    assertEquals(51.05 / 45, free.points().get(0).measured(), 1e-12);
    assertEquals(405.3 / 229.2, free.points().get(4).measured(), 1e-12);
    assertTrue(free.points().stream().allMatch(point -> point.predicted() == 1));
  }

  /** Half a millisecond, 226.2 times a second. */
  @Test
  void whatADlaTakesOfTheGpuIsLostToTheGpu() {
    Accuracy taken = accuracy(Reformatting.TAKES_GPU);
    assertEquals(1 / (1 - 0.0005 * 226.2), taken.points().get(4).predicted(), 1e-12);
    assertEquals(1, taken.points().get(0).predicted(), 1e-12);
  }

  private static Accuracy accuracy(Reformatting reformatting) {
    return OrinCases.read().accuracy(Contention.NONE, new Demands(90, 70), reformatting);
  }
}
