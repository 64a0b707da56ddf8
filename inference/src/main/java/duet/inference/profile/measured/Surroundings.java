package duet.inference.profile.measured;

import duet.inference.device.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the times of this machine depend on. */
public final class Surroundings {
  private Surroundings() {}

  /** Such as {@code AMD EPYC 7B13, 2 cores}; of a Jetson its name. */
  public static String device() {
    return Machine.here()
        .model()
        .or(Surroundings::processor)
        .map(name -> name + ", " + Runtime.getRuntime().availableProcessors() + " cores")
        .orElse(System.getProperty("os.arch") + ", unknown processor");
  }

  private static Optional<String> processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // no Linux, or one without /proc
    }
  }

  /** Versions below the runtime. */
  static Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("java", Runtime.version().toString());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    Machine.here().jetPack().ifPresent(jetPack -> facts.put("JetPack", jetPack.words()));
    return facts;
  }
}
