package duet.app.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.cli.Cli;
import duet.app.console.Console;
import duet.app.console.Transcript;
import duet.inference.engine.jetson.board.Boards;
import duet.inference.engine.jetson.board.Setting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceModelTest {
  private final DeviceModel model = DeviceModel.fit(line -> {});

  /** What the simulation uses is what anyone who fits again finds. */
  @Test
  void theTableHoldsWhatTheFitsFind() {
    Setting orin = Boards.read().setting("orin-64", Optional.empty()).orElseThrow();
    assertEquals(orin.value("gpu-compute"), model.gpu().compute(), 1e-9);
    assertEquals(orin.value("gpu-memory"), model.gpu().memory(), 1e-9);
    assertEquals(orin.value("gpu-launch"), model.gpu().launchUs(), 1e-9);
    assertEquals(orin.value("contend-total"), model.memory().total() / 136.5, 1e-3);
    assertEquals(orin.value("contend-floor"), model.memory().floor() / 136.5, 1e-3);
    assertEquals(orin.value("contend-share"), model.memory().share(), 1e-9);
  }

  @Test
  void meetsTheGoalsThatWereSetBefore() {
    assertTrue(model.gpuAccuracy().mape() <= 0.05);
    assertTrue(model.worstLeftOut() <= 0.12);
    assertTrue(model.memoryAccuracy().mape() <= 0.03);
    assertTrue(model.orinAccuracy().mape() <= 0.10);
    assertTrue(new DeviceModelText(model).verdicts().stream().allMatch(v -> v.endsWith("met")));
  }

  @Test
  void theVerbPrintsEachPointAndSaysThatNothingWasMeasuredHere() {
    Transcript transcript = new Transcript();
    int code =
        Cli.run(
            new String[] {"reproduce", "device-model"},
            transcript.console(Console.Style.LINES),
            (data, wish) -> {
              throw new AssertionError("no models are needed");
            });
    assertEquals(0, code, transcript.err());
    List<String> lines = transcript.out().lines().toList();
    assertTrue(transcript.out().contains("simulated Jetson, not measured"));
    assertEquals(24, count(lines, "  (nano|small|medium) +\\d+ .* ms .*"));
    assertTrue(transcript.out().contains("nothing was fitted on them"));
    assertEquals(4, count(lines, ".*, goal .*"));
  }

  private static long count(List<String> lines, String pattern) {
    return lines.stream().filter(line -> line.matches(pattern)).count();
  }
}
