package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.console.Console;
import duet.app.console.Transcript;
import duet.app.profile.ProfileFile;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What networks cost here, planned from and run, as a user types it; with tiny networks. */
class PlanningVerbsTest {
  @TempDir static Path data;
  @TempDir Path temp;
  private Transcript transcript = new Transcript();

  @BeforeAll
  static void installTinyModels() throws IOException {
    TinyModels.install(data.resolve("models"));
  }

  @Test
  void whatIsMeasuredCanBePlannedFrom() throws IOException {
    Path file = temp.resolve("profile.json");
    assertEquals(0, duet("profile", "--quick", "--segments", "3", "-o", "" + file), all());
    Profile profile = ProfileFile.read(file);
    assertEquals(Origin.CPU_LANES, profile.subject().origin());
    assertEquals(List.of(Lane.CPU0, Lane.CPU1), profile.laneNames());
    assertEquals(2, profile.models().size());
    profile.models().forEach(model -> assertTrue(model.on(Lane.CPU0, 0, 1).timeNs() > 0));
    assertEquals(0, duet("schedule", "--profile", "" + file, "--compare", "all"), all());
    assertTrue(transcript.out().startsWith("measured on CPU lanes"), transcript.out());
  }

  @Test
  void allPoliciesGiveTheSameBits() {
    assertEquals(0, duet("bench", "schedule", "--frames", "48", "--segments", "2"), all());
    assertTrue(transcript.out().contains("bit for bit the same: yes"), transcript.out());
    assertEquals(6, transcript.out().lines().filter(line -> line.endsWith("same")).count());
  }

  @Test
  void noFrameIsHarmedByEnginesInTrouble() {
    assertEquals(0, duet("bench", "faults", "--frames", "60"), all());
    assertTrue(
        transcript.out().endsWith("No frame was lost, swapped or changed.\n"), transcript.out());
    assertEquals(5, transcript.out().lines().filter(line -> line.contains("lost 0,")).count());
    String always =
        transcript.out().lines().filter(l -> l.startsWith("fails from now")).findFirst().get();
    assertTrue(always.contains("new plan after"), always);
  }

  @Test
  void refusesAbsurdNumbersInOneLine() {
    for (String line :
        List.of(
            "bench faults --frames 5",
            "bench schedule --frames 1",
            "bench schedule --segments 0",
            "profile --segments 0",
            "profile --lanes DLA7")) {
      assertEquals(64, duet(line.split(" ")), line);
      assertEquals(1, transcript.err().lines().count(), transcript.err());
    }
  }

  private String all() {
    return transcript.out() + transcript.err();
  }

  private int duet(String... arguments) {
    transcript = new Transcript();
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--data", data.toString()));
    return Main.run(line.toArray(String[]::new), transcript.console(Console.Style.LINES));
  }
}
