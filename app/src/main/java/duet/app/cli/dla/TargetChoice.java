package duet.app.cli.dla;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.inference.dla.rule.Device;
import duet.inference.dla.rule.Precision;
import duet.inference.dla.rule.Release;
import duet.inference.dla.rule.Rulebook;
import duet.inference.dla.rule.Target;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that say what an engine is built for. */
final class TargetChoice {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "orin",
      description = "xavier, orin, orin-nano or thor; ${DEFAULT-VALUE} if left out.")
  private String device = "orin";

  @Option(
      names = "--tensorrt",
      paramLabel = "RELEASE",
      defaultValue = "10.3",
      description =
          "8.5 (JetPack 5), 8.6 (6.0), 10.3 (6.1, 6.2), 10.7, 11.4.1 (7.2.2), or any between;"
              + " ${DEFAULT-VALUE} if left out.")
  private String release = "10.3";

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "fp16",
      description = "fp16 or int8; ${DEFAULT-VALUE} if left out.")
  private Precision precision = Precision.FP16;

  Target target(Rulebook book) {
    return new Target(device(book), release(book), precision);
  }

  private Device device(Rulebook book) {
    return book.device(device).orElseThrow(() -> unknown("device", device, devices(book)));
  }

  private static String devices(Rulebook book) {
    return book.devices().stream().map(Device::name).collect(Collectors.joining(", "));
  }

  private Release release(Rulebook book) {
    return book.release(release)
        .orElseThrow(
            () -> unknown("TensorRT release", release, String.join(", ", book.releases())));
  }

  private static VerbException unknown(String what, String which, String known) {
    return new VerbException(
        ExitCode.USAGE,
        "Duet has no rules for " + what + " '" + which + "'. It has: " + known + ".");
  }
}
