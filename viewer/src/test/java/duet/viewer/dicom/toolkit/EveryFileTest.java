package duet.viewer.dicom.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.SharedData;
import duet.viewer.dicom.DicomException;
import duet.viewer.series.Refused;
import duet.viewer.series.Refused.Reason;
import duet.viewer.series.SliceReader;
import duet.viewer.series.SliceResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every real and every malformed file ends as slices or as a refusal, soon and quietly. */
class EveryFileTest {
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void listenToStderr() {
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveStderrBack() {
    System.setErr(stderr);
  }

  @Test
  void readsOrRefusesEveryFile() throws Exception {
    Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);
    int read = 0;
    for (Path file : files("dicom")) {
      SliceResult result =
          assertTimeoutPreemptively(Duration.ofSeconds(20), () -> result(file), file::toString);
      if (result instanceof Refused refused) {
        refusals.merge(refused.reason(), 1, Integer::sum);
      } else {
        read++;
      }
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
    assertTrue(read >= 50, read + " read, refused: " + refusals);
    assertTrue(refusals.getOrDefault(Reason.NOT_CT, 0) >= 100, "refused: " + refusals);
    System.out.println(read + " read, refused: " + refusals);
  }

  private static SliceResult result(Path file) {
    try {
      return SliceReader.slices(new ToolkitReader().read(file));
    } catch (DicomException e) {
      return SliceReader.refused(e);
    }
  }

  private static List<Path> files(String folder) throws IOException {
    try (var walk = Files.walk(SharedData.of(folder))) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
