package duet.app.cli.quantise;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.quantise.Aim;
import duet.app.quantise.Precision;
import duet.app.quantise.Recipe;
import duet.inference.calibration.Clipping;
import duet.inference.dla.rule.Release;
import duet.inference.dla.rule.Rulebook;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** How a model shall be quantised. */
final class RecipeChoice {
  @Option(
      names = "--precision",
      required = true,
      paramLabel = "P",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private Precision precision = Precision.INT8;

  @Option(
      names = "--clip",
      paramLabel = "C",
      defaultValue = "none",
      description =
          "How far seen values are cut off: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if left out.")
  private Clipping clipping = Clipping.NONE;

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "NODE",
      description = "Convolutions to leave in FP32, by name, besides the last ones.")
  private Set<String> keep = new LinkedHashSet<>();

  /** Who shall run the new model. */
  enum For {
    CPU,
    DLA
  }

  @Option(
      names = "--for",
      paramLabel = "WHO",
      defaultValue = "cpu",
      description =
          "Who runs it in int8: cpu, or the dla of a Jetson, which takes signed bytes with zero at"
              + " zero; ${DEFAULT-VALUE} if left out.")
  private For who = For.CPU;

  @Option(
      names = "--tensorrt",
      paramLabel = "RELEASE",
      defaultValue = "10.3",
      description =
          "With --for dla: up to 10.7 OUT stays FP32 and its ranges go into OUT.cache, which only"
              + " this very release reads; from 11.4.1 on they go into OUT; ${DEFAULT-VALUE} if left"
              + " out.")
  private String release = "10.3";

  Recipe recipe() {
    return new Recipe(precision, clipping, keep, aim());
  }

  private Aim aim() {
    if (who == For.CPU) {
      return new Aim.Cpu();
    }
    if (precision != Precision.INT8) {
      throw new VerbException(
          ExitCode.USAGE, "--for dla is for --precision int8; FP16 needs nothing of the kind.");
    }
    Release its = known();
    return its.takesPairs() ? new Aim.DlaPairs() : new Aim.DlaRanges(its.number());
  }

  private Release known() {
    Release its =
        Rulebook.read()
            .release(release)
            .orElseThrow(() -> unusable("Duet knows no TensorRT '" + release + "'."));
    if (its.rules().isEmpty()) {
      throw unusable("TensorRT " + release + " has no DLA for a Jetson: " + its.words() + ".");
    }
    return its;
  }

  private static VerbException unusable(String why) {
    return new VerbException(ExitCode.USAGE, why + " Try 8.5, 8.6, 10.3 or 11.4.1.");
  }
}
