package duet.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {
  @TempDir private Path temp;

  /** All in one program of 256 MB, so that none leaves anything behind either. */
  @Test
  void eachIsRefusedForWhatIsWrongWithItIn256Megabytes() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("models"));
    new HostileFiles(folder).write();
    List<String> lines = readAll(folder);
    lines.forEach(System.out::println);
    assertEquals(models(folder), lines.size(), "the program ended early");
    for (String line : lines) {
      String name = line.replaceAll(".*model file (.*?)\\.onnx .*", "$1");
      String reason = line.substring(line.indexOf(".onnx ") + 6).replace("'/etc", "'_etc");
      assertTrue(reason.contains(name.strip()), line);
      if (Boolean.getBoolean("duet.timings")) {
        assertTrue(Long.parseLong(line.split("\t", 2)[0]) < 1000, line);
      }
    }
  }

  private static long models(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".onnx")).count();
    }
  }

  private List<String> readAll(Path folder) throws Exception {
    Path out = temp.resolve("out.txt");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ReadAll.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (!program.waitFor(2, TimeUnit.MINUTES)) {
      program.destroyForcibly().waitFor();
    }
    String text = Files.readString(out, StandardCharsets.UTF_8);
    assertEquals(0, program.exitValue(), text);
    return text.lines().toList();
  }
}
