package duet.inference.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads all models of a folder and prints a line for each: how many milliseconds it took, a tab,
 * and why it was refused. A program of its own, so that its memory can be limited.
 */
public final class ReadAll {
  private ReadAll() {}

  public static void main(String[] folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder[0]))) {
      List<Path> models = files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
      models.forEach(ReadAll::read);
    }
  }

  private static void read(Path model) {
    long start = System.nanoTime();
    String outcome = outcome(model);
    System.out.println((System.nanoTime() - start) / 1_000_000 + "\t" + outcome);
  }

  private static String outcome(Path model) {
    try {
      return "read: " + OnnxReader.read(model).nodes().size() + " nodes of " + model.getFileName();
    } catch (OnnxException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
