package duet.app.reading;

import duet.app.vision.DetectedBox;
import duet.app.vision.Detector;
import duet.app.vision.GreyImage;
import duet.app.vision.ImageModel;
import duet.app.vision.Synthesiser;
import duet.inference.device.Lane;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.Optimisation;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Both models, opened on two lanes of a backend: the synthesis on the first and the detection on
 * the second; or the other way round where the second is a DLA that does not take the detection,
 * which no DLA takes whole, and takes the synthesis.
 *
 * @param synthesisLane where the synthesis is
 * @param synthesiser or why there is none
 * @param detectionLane where the detection is
 * @param detector or why there is none
 */
record Placing(
    Lane synthesisLane,
    ImageModel<GreyImage> synthesiser,
    Lane detectionLane,
    ImageModel<List<DetectedBox>> detector) {

  static Placing of(Backend backend, InstalledModel synthesis, InstalledModel detection) {
    Lane first = backend.lanes().get(0);
    Lane second = backend.lanes().get(Math.min(1, backend.lanes().size() - 1));
    Placing usual = at(backend, synthesis, detection, List.of(first, second));
    if (first != Lane.GPU || second == first || usual.isWhole()) {
      return usual;
    }
    Placing turned = at(backend, synthesis, detection, List.of(second, first));
    Placing better = turned.isWhole() ? turned : usual;
    (turned.isWhole() ? usual : turned).close();
    return better;
  }

  private static Placing at(
      Backend backend, InstalledModel synthesis, InstalledModel detection, List<Lane> lanes) {
    return new Placing(
        lanes.get(0),
        open(backend, synthesis, lanes.get(0), Synthesiser::open),
        lanes.get(1),
        open(backend, detection, lanes.get(1), Detector::open));
  }

  private static <R> ImageModel<R> open(
      Backend backend,
      InstalledModel model,
      Lane lane,
      BiFunction<Engine, ModelCard, ? extends ImageModel<R>> opener) {
    try {
      Engine engine = backend.open(model.file(), lane, Optimisation.ALL);
      try {
        return opener.apply(engine, model.card());
      } catch (InferenceException e) {
        engine.close();
        throw e;
      }
    } catch (InferenceException e) {
      return new Unavailable<>(e.kind(), String.valueOf(e.getMessage()));
    }
  }

  private boolean isWhole() {
    return !(synthesiser instanceof Unavailable) && !(detector instanceof Unavailable);
  }

  private void close() {
    synthesiser.close();
    detector.close();
  }
}
