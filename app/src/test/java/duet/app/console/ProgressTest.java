package duet.app.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Transcript transcript = new Transcript();

  @Test
  void aLogGetsALineAtEachQuarter() {
    run(transcript.console(Console.Style.LINES), 24);
    assertEquals(
        List.of(
            "series-1: 6 of 24 slices",
            "series-1: 12 of 24 slices",
            "series-1: 18 of 24 slices",
            "series-1: 24 of 24 slices"),
        transcript.err().lines().toList());
  }

  @Test
  void aSingleStepGetsASingleLine() {
    run(transcript.console(Console.Style.LINES), 1);
    assertEquals(List.of("series-1: 1 of 1 slices"), transcript.err().lines().toList());
  }

  @Test
  void aTerminalGetsABarThatEndsFull() {
    run(transcript.console(Console.Style.BAR), 24);
    String last = transcript.err().substring(transcript.err().lastIndexOf('\r') + 1);
    assertEquals("series-1 [##############################] 24/24 slices", last.stripTrailing());
    assertEquals(1, transcript.err().chars().filter(c -> c == '\n').count());
    assertEquals("", transcript.out());
  }

  @Test
  void aBarTellsHowMuchTimeIsLeft() {
    long[] now = {0};
    var err = transcript.console(Console.Style.BAR).err();
    try (Progress bar = new ProgressBar(err, "series-1", "slices", () -> now[0])) {
      now[0] = 2_000_000_000L;
      bar.at(1, 100);
      assertTrue(transcript.err().contains("1/100 slices, 4 min left"), transcript.err());
      now[0] = 4_000_000_000L;
      bar.at(80, 100);
      now[0] = 8_000_000_000L;
      bar.at(81, 100);
      assertTrue(transcript.err().contains("81/100 slices, 1 s left"), transcript.err());
    }
  }

  private static void run(Console console, int steps) {
    try (Progress progress = Progress.of(console, "series-1", "slices")) {
      for (int done = 1; done <= steps; done++) {
        progress.at(done, steps);
      }
    }
  }
}
