package duet.app.reading;

import duet.app.vision.Cards;
import duet.app.vision.ScriptedEngine;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.models.card.ImageInput.Resize;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import java.nio.file.Path;
import java.util.List;

/**
 * A backend whose models are pieces of Java: one on images of 2 x 2, one that gives one box of
 * class "bleed" the confidence of which the script sets.
 */
final class ScriptedBackend implements Backend {
  static final InstalledModel SYNTHESIS = model(Cards.synthesis(Cards.input(2, 2, Resize.STRETCH)));
  static final InstalledModel DETECTION =
      model(Cards.detection(Cards.input(2, 2, Resize.LETTERBOX), "bleed"));

  private final ScriptedEngine.Script synthesis;
  private final ScriptedEngine.Script detection;

  ScriptedBackend(ScriptedEngine.Script synthesis, ScriptedEngine.Script detection) {
    this.synthesis = synthesis;
    this.detection = detection;
  }

  private static InstalledModel model(ModelCard card) {
    return new InstalledModel(card, Path.of(card.name()), "00");
  }

  /** A broken file. */
  static InstalledModel broken(InstalledModel model) {
    return new InstalledModel(model.card(), Path.of("broken"), "00");
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Origin origin() {
    return Origin.CPU_LANES;
  }

  @Override
  public List<Lane> lanes() {
    return List.of(Lane.CPU0, Lane.CPU1);
  }

  @Override
  public Engine open(Path model, Lane lane, Optimisation optimisation) {
    Port in = new Port("in", DataType.FLOAT, Shape.of(1, 1, 2, 2));
    return switch (model.toString()) {
      case "synthesis" -> new ScriptedEngine(lane, in, in("out", 1, 1, 2, 2), synthesis);
      case "detection" -> new ScriptedEngine(lane, in, in("out", 1, 5, 1), detection);
      default -> throw new InferenceException(Kind.UNREADABLE_MODEL, "the file is not a model");
    };
  }

  private static Port in(String name, long... dims) {
    return new Port(name, DataType.FLOAT, Shape.of(dims));
  }
}
