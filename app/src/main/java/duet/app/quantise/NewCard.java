package duet.app.quantise;

import duet.inference.graph.Cost;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.ModelFile;
import java.util.List;
import java.util.Optional;

/** The card of a model in fewer bits: that of the model it was made of, and what has changed. */
public final class NewCard {
  private NewCard() {}

  /**
   * The new card.
   *
   * @param old the model that was quantised
   * @param cost of its network
   * @param sha256 of the new file
   */
  public static ModelCard of(InstalledModel old, Cost cost, Recipe recipe, String sha256) {
    Precision precision = recipe.precision();
    boolean apart = recipe.aim() instanceof Aim.DlaRanges;
    String origin =
        "Quantised ("
            + precision
            + ") from the FP32 file of SHA-256 "
            + old.sha256()
            + "; what was measured was measured of that one."
            + (apart
                ? " Its ranges are in the .cache file beside it; without them it is FP32."
                : "");
    return old.card()
        .derived(
            "-" + precision,
            List.of(origin),
            Optional.of(
                new ModelFile(
                    sha256,
                    cost.parameters(),
                    cost.macs(),
                    apart ? ModelFile.Precision.FP32 : precision.onCard())));
  }
}
