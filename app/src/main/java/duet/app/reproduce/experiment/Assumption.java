package duet.app.reproduce.experiment;

import duet.inference.dla.rule.Precision;
import duet.inference.engine.jetson.board.Setting;
import duet.models.build.Pix2Pix.Variant;
import duet.models.build.Yolov8.Scale;
import java.util.Map;

/**
 * What the paper does not say and a simulation needs.
 *
 * @param setting board and power mode
 * @param precision of the engines
 * @param yolo size of the detector
 * @param depth frames that a model has underway
 * @param cuts other places at which the second of two generators leaves the GPU, in nodes
 */
public record Assumption(
    Setting setting, Precision precision, Scale yolo, int depth, Map<Variant, Integer> cuts) {
  public Assumption {
    cuts = Map.copyOf(cuts);
  }

  public Assumption with(Setting other) {
    return new Assumption(other, precision, yolo, depth, cuts);
  }

  public Assumption with(Scale other) {
    return new Assumption(setting, precision, other, depth, cuts);
  }

  public Assumption withDepth(int other) {
    return new Assumption(setting, precision, yolo, other, cuts);
  }

  public Assumption with(Precision other) {
    return new Assumption(setting, other, yolo, depth, cuts);
  }

  public Assumption withCuts(Map<Variant, Integer> other) {
    return new Assumption(setting, precision, yolo, depth, other);
  }

  /** What one core of the DLA reaches, and how long a frame is on the host. */
  public Assumption with(Fit fit) {
    String peak = precision == Precision.FP16 ? "dla-fp16" : "dla-int8";
    String row = "fitted on the paper's Table IV, cropping";
    return with(setting.with(peak, fit.first(), row).with("host", 1e3 * fit.hostMs(), row));
  }
}
