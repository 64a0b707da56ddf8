package duet.models.training.detect;

import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageOutput;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.card.Training;
import java.util.List;
import java.util.Locale;

/** The card of a detector that was just trained: how to run it, and that nobody has judged it. */
final class DetectorCard {
  /** As the pictures are windowed that it learns from. */
  private static final double WINDOW_CENTRE = 40;

  private static final double WINDOW_WIDTH = 80;
  private static final double OVERLAP = 0.45;
  private static final List<String> FIVE = List.of("EDH", "IPH", "IVH", "SAH", "SDH");

  private DetectorCard() {}

  /**
   * The card.
   *
   * @param data what it learnt from and what its validation said, in words
   * @param threshold from which score on a box counts
   */
  static ModelCard of(DetectOptions options, String data, double threshold) {
    return new ModelCard(
        "detector",
        "1",
        Task.DETECTION,
        Training.TRAINED,
        "Research into the detection of haemorrhage in axial head CT slices; to be checked by a"
            + " person against the CT.",
        List.of(
            "It was not judged beyond its own validation; judge it with duet evaluate detect.",
            "No box does not mean that nothing is there.",
            "Ischaemia is not assessed.",
            "For research use only."),
        data,
        input(options),
        new ImageOutput.Boxes("output0", classes(options.classes()), rounded(threshold), OVERLAP));
  }

  private static ImageInput input(DetectOptions options) {
    return new ImageInput(
        "images",
        options.size(),
        options.size(),
        WINDOW_CENTRE,
        WINDOW_WIDTH,
        options.resize(),
        3,
        ChannelOrder.RGB,
        1 / 255.0,
        0);
  }

  private static List<String> classes(int count) {
    return count == FIVE.size() ? FIVE : List.of("haemorrhage");
  }

  private static double rounded(double threshold) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3f", threshold));
  }
}
