package duet.app.cli.evaluate;

import duet.models.card.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model a verb shall judge. */
final class JudgedModel {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "An .onnx file; the installed model if left out.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description =
          "Its card; the .yaml beside it if left out. Without any the habits of the family are"
              + " assumed: YOLOv8 exports, pix2pix.")
  private Optional<Path> card = Optional.empty();

  private static Optional<Path> beside(Path onnx) {
    String name = onnx.getFileName().toString().replaceFirst("(?i)\\.onnx$", "");
    return Optional.of(onnx.resolveSibling(name + ".yaml")).filter(Files::exists);
  }

  Tools.Opened open(Tools tools, Task task) {
    return tools.open(task, model, card.or(() -> model.flatMap(JudgedModel::beside)));
  }
}
