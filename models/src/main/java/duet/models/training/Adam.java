package duet.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * Adam [Kingma and Ba 2015] on the variables of one network. Its two moments are variables too, so
 * that a checkpoint can hold them.
 */
public final class Adam {
  private static final float EPSILON = 1e-7f;
  private final Variables learnt;
  private final Variables first;
  private final Variables second;
  private final Settings settings;

  /**
   * How the moments and the weights fade.
   *
   * @param beta1 of the first moment; 0.5 for adversarial training
   * @param decay of the weights, decoupled from the gradient [Loshchilov and Hutter 2019]
   */
  public record Settings(float beta1, float beta2, float decay) {}

  /** Begins with moments of zero. */
  public Adam(Variables learnt, Settings settings) {
    this.learnt = learnt;
    this.settings = settings;
    first = learnt.zeros();
    second = learnt.zeros();
  }

  /**
   * Moves each variable against its gradient.
   *
   * @param step from 1 on
   * @param rate of this step
   */
  public void step(NDManager scratch, long step, float rate) {
    double bias1 = 1 - Math.pow(settings.beta1, (double) step);
    double bias2 = 1 - Math.pow(settings.beta2, (double) step);
    float corrected = (float) (rate * Math.sqrt(bias2) / bias1);
    for (var moment : first.all().entrySet()) {
      NDArray variable = learnt.get(moment.getKey());
      NDArray gradient = variable.getGradient();
      gradient.attach(scratch);
      NDList in = new NDList(variable, gradient, moment.getValue(), second.get(moment.getKey()));
      variable
          .getNDArrayInternal()
          .adamUpdate(
              in,
              new NDList(variable),
              rate,
              corrected,
              settings.decay,
              1,
              -1,
              settings.beta1,
              settings.beta2,
              EPSILON,
              false,
              settings.decay > 0);
      gradient.close();
    }
  }

  /** First moments, by the names of the variables. */
  public Variables first() {
    return first;
  }

  /** Second moments, by the names of the variables. */
  public Variables second() {
    return second;
  }
}
