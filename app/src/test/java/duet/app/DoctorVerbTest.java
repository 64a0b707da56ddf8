package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.app.console.Console;
import duet.app.console.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code duet doctor}, on whatever machine the tests run. */
class DoctorVerbTest {
  @TempDir private Path temp;
  private final Transcript transcript = new Transcript();

  @Test
  void saysWhatIsMissingAndWhatCanBeUsed() {
    assertEquals(0, duet("doctor"), transcript.err());
    assertTrue(transcript.out().contains("What GPU and DLA need:"), transcript.out());
    assertTrue(transcript.out().contains("CPU0, CPU1 (ONNX Runtime"), transcript.out());
    assertTrue(transcript.out().contains("measured on CPU lanes"), transcript.out());
    assertTrue(transcript.out().contains("  ok       CPU load          /proc/stat\n"));
  }

  @Test
  void theReportHoldsTheSameAndNobodysName() throws IOException {
    Path file = temp.resolve("report.json");
    assertEquals(0, duet("doctor", "--report", file.toString()), transcript.err());
    String text = Files.readString(file);
    JsonNode report = new ObjectMapper().readTree(text);
    assertEquals("computer", report.at("/chain/0/name").asText());
    assertEquals(
        "CPU load", report.at("/telemetry/0/quantity").asText(), "what it tells of itself");
    assertEquals(
        "CPU1", report.path("lanes").path(report.path("lanes").size() - 1).path("lane").asText());
    assertFalse(text.contains(System.getProperty("user.home")), text);
  }

  @Test
  void aReportThatHasNoFolderIs64BeforeAnythingIsTried() {
    assertEquals(64, duet("doctor", "--report", temp.resolve("none/report.json").toString()));
    assertEquals("", transcript.out());
  }

  @Test
  void readingTheTelemetryHasAPrice() {
    assertEquals(0, duet("bench", "telemetry", "--seconds", "1"), transcript.err());
    assertTrue(transcript.out().contains("% of a core\n"), transcript.out());
    assertTrue(transcript.out().contains("measured on this computer"), transcript.out());
    assertEquals(64, duet("bench", "telemetry", "--seconds", "0"));
    assertEquals(64, duet("bench", "telemetry", "--root", temp.resolve("none").toString()));
  }

  private int duet(String... arguments) {
    return Main.run(arguments, transcript.console(Console.Style.LINES));
  }
}
