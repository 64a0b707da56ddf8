package duet.app.dimse;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The tools of DCMTK, where they are on the PATH. */
final class Dcmtk {
  private Dcmtk() {}

  /** What a tool said, both streams, and how it ended. */
  record Said(int exitCode, List<String> lines) {
    boolean contains(String text) {
      return lines.stream().anyMatch(line -> line.contains(text));
    }
  }

  /** Skips the test where the tool is missing. */
  static ProcessBuilder tool(String name, String... arguments) {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    assumeTrue(there, name + " of DCMTK is not on the PATH");
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("TCP_NODELAY", "1"); // else Nagle's algorithm costs 40 ms an object
    return builder;
  }

  static Said run(String name, String... arguments) throws IOException, InterruptedException {
    Process process = tool(name, arguments).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text.lines().toList());
  }
}
