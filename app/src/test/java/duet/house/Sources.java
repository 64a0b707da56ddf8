package duet.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of all modules, seen from the folder of this module. */
final class Sources {
  static final List<String> MODULES = List.of("inference", "models", "viewer", "app");

  private Sources() {}

  static List<Path> files() {
    return files("main");
  }

  static List<Path> tests() {
    return files("test");
  }

  private static List<Path> files(String part) {
    return MODULES.stream().flatMap(module -> filesOf(module, part)).sorted().toList();
  }

  private static Stream<Path> filesOf(String module, String part) {
    Path root = Path.of("..", module, "src", part, "java");
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
