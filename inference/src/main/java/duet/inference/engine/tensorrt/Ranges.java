package duet.inference.engine.tensorrt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of one step of a byte for tensors of a model, from the calibration cache beside it.
 *
 * @param steps by the name of the tensor; none where there is no such file
 */
record Ranges(Map<String, Float> steps) {
  private static final Pattern LINE = Pattern.compile("(.+): ([0-9a-f]{1,8})");
  private static final int HEX = 16;

  Ranges {
    steps = Map.copyOf(steps);
  }

  static Path fileOf(Path model) {
    String name = model.getFileName().toString().replaceFirst("\\.onnx$", "");
    return model.resolveSibling(name + ".cache");
  }

  /**
   * The line that names the release is passed over: the ranges are set one by one, not as a file.
   */
  static Ranges beside(Path model) throws IOException {
    Path file = fileOf(model);
    List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    Map<String, Float> steps = new HashMap<>();
    for (String line : lines) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        int bits = Integer.parseUnsignedInt(parts.group(2), HEX);
        steps.put(parts.group(1), Float.intBitsToFloat(bits));
      }
    }
    return new Ranges(steps);
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }
}
