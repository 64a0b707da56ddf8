package duet.app.cli.quantise;

import duet.app.quantise.Precision;
import duet.app.quantise.Recipe;
import duet.inference.calibration.Clipping;
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

  Recipe recipe() {
    return new Recipe(precision, clipping, keep);
  }
}
