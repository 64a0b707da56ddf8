package duet.models.training.detect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import duet.models.training.Adam;
import duet.models.training.Mode;
import duet.models.training.MovingAverage;
import duet.models.training.Torch;
import duet.models.training.Variables;
import duet.models.training.detect.yolo.YoloLoss;
import duet.models.training.detect.yolo.YoloNetwork;
import duet.models.training.detect.yolo.YoloVariables;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One step: a batch forward, its loss backward, the weights moved, the average moved after them.
 */
final class DetectStep {
  /** The name of the averaged network in checkpoints. */
  static final String AVERAGE = "average";

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;

  private final Torch torch;
  private final Variables variables;
  private final YoloNetwork network;
  private final int classes;
  private final Adam adam;
  private final MovingAverage average;

  DetectStep(Torch torch, DetectOptions options) {
    this.torch = torch;
    variables = YoloVariables.fresh(torch.manager(), options.classes(), options.seed());
    network = new YoloNetwork(variables, Mode.LEARNING);
    classes = options.classes();
    adam = new Adam(variables, new Adam.Settings(BETA1, BETA2, options.decay()));
    average = new MovingAverage(variables, options.keep());
  }

  /** The losses of a step before it was taken, with their gains. */
  record Report(double box, double score, double bins) {

    Map<String, Double> asMap() {
      Map<String, Double> map = new LinkedHashMap<>();
      map.put("box", box);
      map.put("score", score);
      map.put("bins", bins);
      return map;
    }
  }

  /**
   * Takes a step.
   *
   * @param number from 1 on
   */
  Report step(long number, Batch batch, float rate) {
    try (NDManager scratch = torch.manager().newSubManager()) {
      NDArray images = Batch.images(scratch, batch.pictures(), batch.size());
      YoloLoss loss = new YoloLoss(batch.size(), classes);
      Report report;
      try (GradientCollector gradients = torch.gradients()) {
        YoloLoss.Losses losses = loss.of(network.forward(images), batch.boxes());
        gradients.backward(losses.sum());
        report =
            new Report(
                losses.box().getFloat(), losses.score().getFloat(), losses.bins().getFloat());
      }
      adam.step(scratch, number, rate);
      average.step(scratch, number);
      return report;
    }
  }

  /** What is validated and exported. */
  Variables result() {
    return average.mean();
  }

  /** All that a checkpoint holds. */
  Map<String, Variables> groups() {
    Map<String, Variables> groups = new LinkedHashMap<>();
    groups.put("detector", variables);
    groups.put(AVERAGE, average.mean());
    groups.put("adam-first", adam.first());
    groups.put("adam-second", adam.second());
    return groups;
  }
}
