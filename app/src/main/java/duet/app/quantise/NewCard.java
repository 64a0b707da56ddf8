package duet.app.quantise;

import duet.inference.graph.Cost;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.ModelFile;
import java.util.ArrayList;
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
  public static ModelCard of(InstalledModel old, Cost cost, Precision precision, String sha256) {
    ModelCard card = old.card();
    List<String> limits = new ArrayList<>(card.limits());
    limits.add(
        "Quantised ("
            + precision
            + ") from the FP32 file of SHA-256 "
            + old.sha256()
            + "; what was measured was measured of that one.");
    return new ModelCard(
        card.name(),
        card.version() + "-" + precision,
        card.task(),
        card.training(),
        card.intendedUse(),
        limits,
        card.trainingData(),
        card.input(),
        card.output(),
        Optional.of(new ModelFile(sha256, cost.parameters(), cost.macs(), precision.onCard())),
        card.making(),
        card.evidence());
  }
}
