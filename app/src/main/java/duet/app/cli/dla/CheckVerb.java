package duet.app.cli.dla;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.JsonFile;
import duet.app.console.VerbException;
import duet.inference.dla.DlaReport;
import duet.inference.dla.DlaRules;
import duet.inference.dla.rule.Rulebook;
import duet.inference.dla.rule.Target;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxException;
import duet.inference.onnx.OnnxReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which layers of a model the DLA of a Jetson takes, before anything is built. */
@Command(
    name = "check",
    header = "Say which layers of a model the DLA of a Jetson takes, and what helps the others.",
    description = {
      "Reads MODEL, any ONNX file, and holds each layer against the rules of the TensorRT release"
          + " and the device: a table of layers with verdict, reason and cure, then the DLA"
          + " sub-graphs (each is one loadable), the share of the multiply-accumulates on the DLA,"
          + " and the limits of the whole. Nothing is run: only a build on the device is proof.%n",
      "Ends with 0 if the whole model runs on one DLA core, 1 if a part of it or all falls back to"
          + " the GPU or a limit is broken, 2 if the model cannot be read."
    },
    footer = {
      "  duet check generator.onnx --device orin --tensorrt 10.3",
      "  duet check yolov8n.onnx --device xavier --tensorrt 8.5 --precision int8",
      "  duet check generator.onnx --instances 2 --fallbacks",
      "  duet check generator.onnx --json | jq .subGraphs"
    })
public final class CheckVerb implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "MODEL", description = "The model, an .onnx file.")
  private Path file = Path.of("");

  @Mixin private TargetChoice choice = new TargetChoice();

  @Option(
      names = "--instances",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many of the model share one DLA core; ${DEFAULT-VALUE} if left out.")
  private int instances = 1;

  @Option(names = "--fallbacks", description = "List only the layers that fall back.")
  private boolean fallbacks;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  public CheckVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (instances < 1) {
      throw new VerbException(ExitCode.USAGE, instances + " instances; there must be at least 1.");
    }
    Rulebook book = Rulebook.read();
    Target target = choice.target(book);
    DlaReport report = new DlaRules(book).check(read(), target, instances);
    String name = file.getFileName().toString();
    if (json) {
      console.print(JsonFile.text(CheckTree.of(name, report)));
    } else {
      new CheckText(name, report).lines(fallbacks).forEach(console::print);
    }
    return report.fitsWhole() ? ExitCode.DONE : ExitCode.FALLS_BACK;
  }

  private Graph read() {
    try {
      return OnnxReader.read(file);
    } catch (OnnxException e) {
      throw new VerbException(ExitCode.NOTHING, String.valueOf(e.getMessage()));
    }
  }
}
