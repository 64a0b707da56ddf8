package duet.models.training.mri;

import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import duet.models.card.ImageOutput;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.card.Training;
import java.util.List;

/** The card of a generator that was just trained: how to run it, and that nobody has judged it. */
final class GeneratorCard {
  private static final int SIDE = 256;

  /** As the pictures are windowed that it learns from. */
  private static final double WINDOW_CENTRE = 40;

  private static final double WINDOW_WIDTH = 80;
  private static final double HALF_RANGE = 127.5;

  private GeneratorCard() {}

  /**
   * The card.
   *
   * @param data what it learnt from, in words
   */
  static ModelCard of(String data) {
    return new ModelCard(
        "generator",
        "1",
        Task.SYNTHESIS,
        Training.TRAINED,
        "Research on synthetic MRI of the head from a CT slice, beside the CT it was computed from.",
        List.of(
            "A synthetic MRI may hide lesions or invent them; read the CT.",
            "It was not judged beyond its own validation; judge it with duet evaluate mri and duet"
                + " evaluate lesions.",
            "Ischaemia is not assessed.",
            "For research use only."),
        data,
        new ImageInput(
            "input",
            SIDE,
            SIDE,
            WINDOW_CENTRE,
            WINDOW_WIDTH,
            Resize.STRETCH,
            3,
            ChannelOrder.RGB,
            1 / HALF_RANGE,
            -1),
        new ImageOutput.Image("output", 3, HALF_RANGE, HALF_RANGE));
  }
}
