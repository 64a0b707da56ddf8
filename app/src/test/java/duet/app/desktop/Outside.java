package duet.app.desktop;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Other programs that act on the window from outside. */
final class Outside {
  private static final int STEPS = 12;

  private Outside() {}

  /** Drags a folder out of another process to a point of the screen, and lets go. */
  static long drop(Path folder, int x, int y) throws IOException, InterruptedException {
    Process source = java(DragSource.Start.class, folder.toString());
    try (BufferedReader said = source.inputReader(StandardCharsets.UTF_8)) {
      await(said, "ready");
      Thread.sleep(500);
      int fromX = DragSource.X + 40;
      int fromY = DragSource.Y + 30;
      xdotool("mousemove", fromX, fromY, "mousedown", 1);
      for (int i = 1; i <= STEPS; i++) {
        Thread.sleep(60);
        xdotool("mousemove", fromX + (x - fromX) * i / STEPS, fromY + (y - fromY) * i / STEPS);
      }
      Thread.sleep(300);
      long letGo = System.nanoTime();
      xdotool("mouseup", 1);
      await(said, "drag done COPY");
      return letGo;
    } finally {
      source.destroy();
    }
  }

  private static void await(BufferedReader said, String word) throws IOException {
    String line = said.readLine();
    while (line != null && !line.equals(word)) {
      line = said.readLine();
    }
    if (line == null) {
      throw new IOException("the drag source never said: " + word);
    }
  }

  /** Sends files as a scanner would. */
  static Process storescu(int port, Path folder) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("storescu", "-aec", "DUET", "127.0.0.1", String.valueOf(port)));
    try (Stream<Path> files = Files.list(folder)) {
      files.sorted().map(Path::toString).forEach(command::add);
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TCP_NODELAY", "1");
    return builder.redirectOutput(new File("target/storescu.log")).start();
  }

  static void xdotool(Object... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("xdotool"));
    Stream.of(words).map(String::valueOf).forEach(command::add);
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("xdotool ended with " + exit);
    }
  }

  private static Process java(Class<?> main, String argument) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(java, "-Dprism.order=sw", "-cp", classPath, main.getName(), argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
