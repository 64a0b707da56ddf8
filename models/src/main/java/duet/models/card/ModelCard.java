package duet.models.card;

import java.util.List;

/**
 * What a person and a program must know before they use a model.
 *
 * @param name short name, such as {@code pix2pix-ct-mri}
 * @param version version of model and card together
 * @param intendedUse one sentence
 * @param limits what it does not do or may get wrong, a sentence each; shown on screen and paper
 * @param trainingData source and terms; for stand-ins the seed
 */
public record ModelCard(
    String name,
    String version,
    Task task,
    Training training,
    String intendedUse,
    List<String> limits,
    String trainingData,
    ImageInput input,
    ImageOutput output) {
  public ModelCard {
    limits = List.copyOf(limits);
    if (name.isBlank() || version.isBlank()) {
      throw new IllegalArgumentException("a card needs a name and a version");
    }
    boolean fits =
        switch (task) {
          case SYNTHESIS -> output instanceof ImageOutput.Image;
          case DETECTION -> output instanceof ImageOutput.Boxes;
        };
    if (!fits) {
      throw new IllegalArgumentException("card " + name + ": the output does not fit task " + task);
    }
  }
}
