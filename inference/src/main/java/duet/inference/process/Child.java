package duet.inference.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another Java process on the same class path. A library that lacks a function ends the process
 * that calls it, without an exception; so who calls first is a child.
 *
 * @param environment added to that of this process
 * @param patience how long the child may take
 */
public record Child(Map<String, String> environment, Duration patience) {
  private static final Pattern SYMBOL = Pattern.compile("undefined symbol: (\\w+)");
  private static final int LAST_LINES = 5;

  /**
   * How a child ended.
   *
   * @param told what it {@linkplain #tell told}, in order
   * @param code its exit code; empty when it had to be ended
   * @param complaints what it wrote besides
   */
  public record Ending(Map<String, String> told, Optional<Integer> code, String complaints) {
    /** The function that the libraries lack, if that ended it. */
    public Optional<String> missingSymbol() {
      Matcher symbol = SYMBOL.matcher(complaints);
      return symbol.find() ? Optional.of(symbol.group(1)) : Optional.empty();
    }

    /** What it told under a key. */
    public Optional<String> what(String key) {
      return Optional.ofNullable(told.get(key));
    }
  }

  private static final String MARK = "duet-child ";

  /** In the child: hands a fact to the parent, at once, since the next call may be the last. */
  @SuppressWarnings("SystemOut") // the parent reads it
  public static void tell(String key, Object value) {
    System.out.println(MARK + key + "=" + String.valueOf(value).replaceAll("\\s+", " ").strip());
    System.out.flush();
  }

  /** Runs a class with a main method to its end. */
  public Ending run(Class<?> main, List<String> arguments) {
    try {
      Path said = Files.createTempFile("duet-child", ".txt");
      try {
        return ending(start(main, arguments, said), said);
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("another Java process cannot be started", e);
    }
  }

  private Process start(Class<?> main, List<String> arguments, Path said) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.redirectOutput(said.toFile()).start();
  }

  private Ending ending(Process process, Path said) throws IOException {
    boolean ended = false;
    try {
      ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
    return read(said, ended ? Optional.of(process.exitValue()) : Optional.empty());
  }

  private static Ending read(Path said, Optional<Integer> code) throws IOException {
    Map<String, String> told = new LinkedHashMap<>();
    List<String> complaints = new ArrayList<>();
    String text = Files.readString(said, StandardCharsets.ISO_8859_1);
    for (String line : text.lines().toList()) {
      if (line.startsWith(MARK)) {
        String[] parts = line.substring(MARK.length()).split("=", 2);
        told.put(parts[0], parts[1]);
      } else if (!line.isBlank()) {
        complaints.add(line.strip());
      }
    }
    int skipped = Math.max(0, complaints.size() - LAST_LINES);
    return new Ending(
        told, code, String.join(" | ", complaints.subList(skipped, complaints.size())));
  }
}
