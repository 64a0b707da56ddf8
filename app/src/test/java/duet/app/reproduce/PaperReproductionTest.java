package duet.app.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.cli.Cli;
import duet.app.console.Console;
import duet.app.console.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about the paper is made by a command: {@code -Dgolden=write} writes it anew. */
class PaperReproductionTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PAGE = DOCS.resolve("explanation/paper-reproduction.md");

  @TempDir private Path folder;

  @Test
  void theCommittedPageIsWhatTheCommandWrites() throws IOException {
    Transcript transcript = new Transcript();
    int code =
        Cli.run(
            new String[] {"reproduce", "--out", folder.toString()},
            transcript.console(Console.Style.LINES),
            (data, wish) -> {
              throw new AssertionError("no models are needed");
            });
    assertEquals(0, code, transcript.err());
    assertTrue(transcript.out().contains("simulated Jetson, not measured"));
    assertTrue(transcript.out().contains("86.94 within 15 %"), transcript.out());
    String page = Files.readString(folder.resolve("paper-reproduction.md"));
    compare(PAGE, page.replace("(images/", "(../images/"));
    for (String picture : Map.of(PaperStudy.TWO_GANS, 1, PaperStudy.GAN_YOLO, 2).keySet()) {
      String svg = Files.readString(folder.resolve("images").resolve(picture));
      compare(DOCS.resolve("images").resolve(picture), svg);
    }
  }

  private static void compare(Path committed, String made) throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(committed, made);
    }
    assertEquals(Files.readString(committed), made);
  }
}
