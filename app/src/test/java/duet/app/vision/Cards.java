package duet.app.vision;

import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import duet.models.card.ImageOutput;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.card.Training;
import java.util.List;

/** Small model cards. */
public final class Cards {
  private Cards() {}

  public static ImageInput input(int width, int height, Resize resize) {
    return new ImageInput("in", width, height, 40, 80, resize, 1, ChannelOrder.RGB, 1, 0);
  }

  public static ModelCard synthesis(ImageInput input) {
    return card("synthesis", Task.SYNTHESIS, input, new ImageOutput.Image("out", 1, 1, 0));
  }

  public static ModelCard detection(ImageInput input, String... classes) {
    ImageOutput output = new ImageOutput.Boxes("out", List.of(classes), 0.25, 0.7);
    return card("detection", Task.DETECTION, input, output);
  }

  public static ModelCard card(String name, Task task, ImageInput input, ImageOutput output) {
    return new ModelCard(
        name,
        "1",
        task,
        Training.TRAINED,
        "Tests only.",
        List.of("It does nothing useful."),
        "none",
        input,
        output);
  }
}
