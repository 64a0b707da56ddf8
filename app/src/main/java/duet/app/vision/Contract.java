package duet.app.vision;

import duet.app.vision.head.MapDecoder;
import duet.inference.device.Lane;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.models.card.ImageInput;
import duet.models.card.ImageOutput;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a model file keeps what its card promises, in words a person can act on. */
public final class Contract {
  private Contract() {}

  /**
   * The first way in which inputs and outputs differ from the card.
   *
   * @return empty when the model fits
   */
  public static Optional<String> breach(ModelCard card, List<Port> inputs, List<Port> outputs) {
    if (inputs.size() != 1) {
      return Optional.of("takes " + inputs.size() + " inputs, must take one image");
    }
    Optional<String> input = inputBreach(card.input(), inputs.get(0));
    if (input.isPresent()) {
      return input;
    }
    String wanted = card.output().tensor();
    if (card.output() instanceof ImageOutput.Boxes boxes
        && decoder(card, boxes, outputs).isPresent()) {
      return Optional.empty();
    }
    return find(outputs, wanted)
        .map(port -> outputBreach(card, port))
        .orElseGet(() -> Optional.of(missing(card, outputs)));
  }

  /** For a detector that was cut at its maps, as duet adapt does; empty for any other. */
  static Optional<MapDecoder> decoder(ModelCard card, ImageOutput.Boxes boxes, List<Port> outputs) {
    return find(outputs, boxes.tensor()).isPresent()
        ? Optional.empty()
        : MapDecoder.of(outputs, card.input().height(), boxes.classes().size());
  }

  private static String missing(ModelCard card, List<Port> outputs) {
    String what = "has no output '" + card.output().tensor() + "', it has " + names(outputs);
    return card.output() instanceof ImageOutput.Boxes && isDetr(outputs)
        ? what + ": scores and boxes apart, as DETR gives them, and Duet reads YOLOv8 outputs only"
        : what;
  }

  /** One row a query, scores in one tensor and four numbers of a box in another. */
  static boolean isDetr(List<Port> outputs) {
    return outputs.size() > 1
        && outputs.stream().anyMatch(port -> last(port) == 4)
        && outputs.stream().allMatch(port -> port.shape().rank() == 3);
  }

  private static long last(Port port) {
    return port.shape().rank() == 0 ? 0 : port.shape().dim(port.shape().rank() - 1);
  }

  /**
   * Opens a model once and refuses it if it does not fit its card: for a model that a user chose,
   * who wants to know before anything is read.
   *
   * @throws InferenceException {@code WRONG_CONTRACT}, {@code UNREADABLE_MODEL}
   */
  public static void verify(Backend backend, InstalledModel model) {
    Lane lane = backend.lanes().get(0);
    try (Engine engine = backend.open(model.file(), lane, Optimisation.NONE)) {
      demand(model.card(), engine);
    }
  }

  /**
   * Refuses a model that does not fit.
   *
   * @throws InferenceException {@code WRONG_CONTRACT}
   */
  public static void demand(ModelCard card, Engine engine) {
    breach(card, engine.inputs(), engine.outputs())
        .ifPresent(
            text -> {
              throw new InferenceException(
                  Kind.WRONG_CONTRACT,
                  "model " + card.name() + " " + text + "; correct its card or export it again");
            });
  }

  static Port port(List<Port> ports, String name) {
    return find(ports, name).orElseThrow();
  }

  private static Optional<Port> find(List<Port> ports, String name) {
    return ports.stream().filter(port -> port.name().equals(name)).findFirst();
  }

  private static String names(List<Port> ports) {
    return ports.stream().map(Port::name).collect(Collectors.joining("', '", "'", "'"));
  }

  private static Optional<String> inputBreach(ImageInput card, Port port) {
    if (!port.name().equals(card.tensor())) {
      return Optional.of("has no input '" + card.tensor() + "', it has '" + port.name() + "'");
    }
    Shape wanted = Shape.of(1, card.channels(), card.height(), card.width());
    Shape lastChannel = Shape.of(1, card.height(), card.width(), card.channels());
    if (port.shape().equals(lastChannel) && !lastChannel.equals(wanted)) {
      return Optional.of("wants its channels last (" + lastChannel + "), must be " + wanted);
    }
    return differs("input", port, wanted);
  }

  private static Optional<String> outputBreach(ModelCard card, Port port) {
    ImageInput input = card.input();
    if (card.output() instanceof ImageOutput.Image image) {
      Shape wanted = Shape.of(1, image.channels(), input.height(), input.width());
      return differs("output", port, wanted);
    }
    return card.output() instanceof ImageOutput.Boxes boxes
        ? boxesBreach(boxes, port)
        : Optional.empty();
  }

  private static Optional<String> boxesBreach(ImageOutput.Boxes boxes, Port port) {
    int rows = 4 + boxes.classes().size();
    Shape shape = port.shape();
    String wanted = wanted(rows);
    if (shape.rank() == 3 && shape.dim(2) == rows && shape.dim(1) != rows) {
      return Optional.of(
          "gives boxes as " + shape + ", transposed or from another kind of detector" + wanted);
    }
    if (shape.rank() == 3 && shape.dim(2) == 6 && shape.dim(1) != rows) {
      return Optional.of(sortedOut(shape, rows));
    }
    if (shape.rank() != 3 || shape.dim(0) != 1 || shape.dim(1) != rows || shape.dim(2) < 1) {
      return Optional.of("gives '" + port.name() + "' as " + shape + wanted);
    }
    return differs("output", port, shape);
  }

  private static String wanted(int rows) {
    return ", must be 1x" + rows + "xN (centre, size, then " + (rows - 4) + " classes)";
  }

  private static String sortedOut(Shape shape, int rows) {
    return "gives "
        + shape
        + ", boxes that are already sorted out, as DETR-like and end-to-end exports do;"
        + " Duet needs the raw 1x"
        + rows
        + "xN: export it without that step";
  }

  private static Optional<String> differs(String what, Port port, Shape wanted) {
    if (port.type() == DataType.FLOAT && port.shape().equals(wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            "has %s '%s' of %s %s, must be FLOAT %s",
            what, port.name(), port.type(), port.shape(), wanted));
  }
}
