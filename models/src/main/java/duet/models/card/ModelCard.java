package duet.models.card;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person and a program must know before they use a model.
 *
 * @param name short name, such as {@code pix2pix-ct-mri}
 * @param version version of model and card together
 * @param intendedUse one sentence
 * @param limits what it does not do or may get wrong, a sentence each; shown on screen and paper
 * @param trainingData source, in words; for stand-ins the seed
 * @param file the one file that the card is for; without it any file that fits the contract will do
 * @param making how the weights came to be
 * @param evidence what was measured
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
    ImageOutput output,
    Optional<ModelFile> file,
    Optional<Making> making,
    Optional<Evidence> evidence) {
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
    if (task == Task.SYNTHESIS && input.resize() == ImageInput.Resize.HEAD) {
      throw new IllegalArgumentException(
          "card " + name + ": resize 'head' cuts the image, so it is for detection alone");
    }
    evidence.flatMap(Evidence::operatingPoint).ifPresent(point -> check(output, point));
  }

  /** A card that tells how to run a model, and nothing of where it comes from or how good it is. */
  public ModelCard(
      String name,
      String version,
      Task task,
      Training training,
      String intendedUse,
      List<String> limits,
      String trainingData,
      ImageInput input,
      ImageOutput output) {
    this(
        name,
        version,
        task,
        training,
        intendedUse,
        limits,
        trainingData,
        input,
        output,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static void check(ImageOutput output, Evidence.OperatingPoint point) {
    if (!(output instanceof ImageOutput.Boxes boxes)) {
      throw new IllegalArgumentException("operatingPoint: only a model that gives boxes has one");
    }
    if (boxes.confidence() != point.threshold()) {
      throw new IllegalArgumentException(
          "operatingPoint: is of threshold "
              + point.threshold()
              + ", but boxes are shown from confidence "
              + boxes.confidence());
    }
  }

  /** The same for a certain file. */
  public ModelCard withFile(ModelFile its) {
    return with(Optional.of(its), making, evidence);
  }

  /** The same for any file. */
  public ModelCard withoutFile() {
    return with(Optional.empty(), making, evidence);
  }

  /** The same, telling how the weights came to be. */
  public ModelCard withMaking(Making how) {
    return with(file, Optional.of(how), evidence);
  }

  /** The same, telling what was measured. */
  public ModelCard withEvidence(Evidence measured) {
    return with(file, making, Optional.of(measured));
  }

  /**
   * The card of a model that was made out of this one's.
   *
   * @param suffix of the version, such as {@code -int8}
   * @param more limits, which say what was made out of what
   */
  public ModelCard derived(String suffix, List<String> more, Optional<ModelFile> its) {
    return new ModelCard(
        name,
        version + suffix,
        task,
        training,
        intendedUse,
        Stream.concat(limits.stream(), more.stream()).toList(),
        trainingData,
        input,
        output,
        its,
        making,
        evidence);
  }

  private ModelCard with(
      Optional<ModelFile> its, Optional<Making> how, Optional<Evidence> measured) {
    return new ModelCard(
        name,
        version,
        task,
        training,
        intendedUse,
        limits,
        trainingData,
        input,
        output,
        its,
        how,
        measured);
  }
}
