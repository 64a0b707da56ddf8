package duet.app.cli.schedule;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxException;
import duet.inference.onnx.OnnxReader;
import duet.models.build.Pix2Pix;
import duet.models.build.Pix2Pix.Variant;
import duet.models.build.Yolov8;
import duet.models.build.Yolov8.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Networks by the words of a command line: files, built-in ones, installed models. */
final class Networks {
  private static final Pattern PIX2PIX =
      Pattern.compile("pix2pix-(original|cropping|convolution)-(\\d{1,3})");
  private static final Pattern YOLOV8 = Pattern.compile("yolov8([nsm])-(\\d{2,4})");

  private final Shelf shelf;

  Networks(Shelf shelf) {
    this.shelf = shelf;
  }

  /** What it is called in tables: its name, or that of its file. */
  static String name(String word) {
    return Path.of(word).getFileName().toString().replaceFirst("\\.onnx$", "");
  }

  Graph graph(String word) {
    if (Files.isRegularFile(Path.of(word))) {
      return read(Path.of(word));
    }
    return builtIn(word).orElseGet(() -> installed(word));
  }

  /** Nothing is computed with them, so the weights stay zero. */
  private static Optional<Graph> builtIn(String word) {
    Matcher gan = PIX2PIX.matcher(word);
    if (gan.matches() && Integer.parseInt(gan.group(2)) > 0) {
      Variant variant = Variant.valueOf(gan.group(1).toUpperCase(Locale.ROOT));
      Pix2Pix network = new Pix2Pix(variant, Integer.parseInt(gan.group(2)), 256);
      return Optional.of(network.graph((parameter, into) -> {}, word));
    }
    Matcher yolo = YOLOV8.matcher(word);
    if (yolo.matches() && Integer.parseInt(yolo.group(2)) % 32 == 0) {
      Scale scale = scale(yolo.group(1));
      Yolov8 network = new Yolov8(scale, Integer.parseInt(yolo.group(2)), 80);
      return Optional.of(network.graph((parameter, into) -> {}, word));
    }
    return Optional.empty();
  }

  private static Scale scale(String letter) {
    return Arrays.stream(Scale.values())
        .filter(scale -> scale.letter().equals(letter))
        .findFirst()
        .orElseThrow();
  }

  private Graph installed(String word) {
    Map<String, Path> files = shelf.files();
    Path file = files.get(word);
    if (file == null) {
      throw new VerbException(
          ExitCode.USAGE,
          "There is no model '%s'. Give an .onnx file, pix2pix-VARIANT-WIDTH, yolov8n-SIZE, or one"
                  .formatted(word)
              + " that is installed: "
              + String.join(", ", files.keySet())
              + ".");
    }
    return read(file);
  }

  private static Graph read(Path file) {
    try {
      return OnnxReader.read(file);
    } catch (OnnxException e) {
      throw new VerbException(ExitCode.NOTHING, String.valueOf(e.getMessage()));
    }
  }
}
