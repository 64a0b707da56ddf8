package duet.app.vision;

import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Port;
import duet.inference.tensor.Shape;
import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import duet.models.card.ImageOutput;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.card.Training;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A card for a model that came without one, by the habits of the two families: YOLOv8 exports take
 * RGB 0..1 letterboxed, pix2pix takes and gives -1..1. Classes are called class0, class1 and so on.
 */
public final class InferredCard {
  private static final double WINDOW_CENTRE = 40;
  private static final double WINDOW_WIDTH = 80;

  private InferredCard() {}

  /**
   * The card that the first input and output of an engine suggest.
   *
   * @throws InferenceException {@code WRONG_CONTRACT} when the shapes do not look like the task
   */
  public static ModelCard of(String name, Task task, Engine engine) {
    if (engine.inputs().size() != 1) {
      throw unlike(name, "takes " + engine.inputs().size() + " inputs, must take one image");
    }
    Port in = engine.inputs().get(0);
    demandImage(name, in);
    if (Contract.isDetr(engine.outputs())) {
      throw unlike(name, "gives scores and boxes apart, as DETR does; Duet reads YOLOv8 outputs");
    }
    Port out = engine.outputs().get(0);
    return switch (task) {
      case DETECTION -> card(name, task, input(in, Resize.LETTERBOX), boxes(name, out));
      case SYNTHESIS -> card(name, task, input(in, Resize.STRETCH), image(name, in, out));
    };
  }

  private static void demandImage(String name, Port in) {
    if (in.shape().rank() == 4 && in.shape().dim(3) <= 3 && in.shape().dim(1) > 3) {
      throw unlike(name, "wants its channels last (" + in.shape() + "), must be 1x3xHxW");
    }
    if (in.shape().rank() != 4 || (in.shape().dim(1) != 1 && in.shape().dim(1) != 3)) {
      throw unlike(name, "takes " + in.shape() + ", must take 1x3xHxW or 1x1xHxW");
    }
  }

  private static ModelCard card(String name, Task task, ImageInput input, ImageOutput output) {
    return new ModelCard(
        name,
        "unknown",
        task,
        Training.TRAINED,
        "Not stated: the model came without a card.",
        List.of("Nothing is known of what this model can do or where it fails."),
        "unknown",
        input,
        output);
  }

  private static ImageInput input(Port in, Resize resize) {
    boolean yolo = resize == Resize.LETTERBOX;
    return new ImageInput(
        in.name(),
        in.shape().dim(3),
        in.shape().dim(2),
        WINDOW_CENTRE,
        WINDOW_WIDTH,
        resize,
        in.shape().dim(1),
        ChannelOrder.RGB,
        yolo ? 1 / 255.0 : 1 / 127.5,
        yolo ? 0 : -1);
  }

  private static ImageOutput boxes(String name, Port out) {
    Shape shape = out.shape();
    if (shape.rank() == 3 && shape.dim(2) == 6 && shape.dim(1) > 6) {
      throw unlike(
          name, "gives " + shape + ", boxes already sorted out; export it without that step");
    }
    if (shape.rank() != 3 || shape.dim(1) < 5 || shape.dim(1) > shape.dim(2)) {
      throw unlike(name, "gives " + shape + ", must give 1x(4+classes)xN as YOLOv8 does");
    }
    List<String> classes = IntStream.range(0, shape.dim(1) - 4).mapToObj(i -> "class" + i).toList();
    return new ImageOutput.Boxes(out.name(), classes, 0.25, 0.7);
  }

  private static ImageOutput image(String name, Port in, Port out) {
    boolean sameSize =
        out.shape().rank() == 4
            && out.shape().dim(2) == in.shape().dim(2)
            && out.shape().dim(3) == in.shape().dim(3);
    if (!sameSize) {
      throw unlike(name, "gives " + out.shape() + ", must give an image as large as its input");
    }
    return new ImageOutput.Image(out.name(), out.shape().dim(1), 127.5, 127.5);
  }

  private static InferenceException unlike(String name, String text) {
    return new InferenceException(
        Kind.WRONG_CONTRACT, "model " + name + " " + text + "; give it a card with --card");
  }
}
