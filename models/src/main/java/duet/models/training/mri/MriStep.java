package duet.models.training.mri;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import duet.models.build.Pix2Pix;
import duet.models.build.Weights;
import duet.models.training.Adam;
import duet.models.training.Mode;
import duet.models.training.MovingAverage;
import duet.models.training.Torch;
import duet.models.training.Variables;
import duet.models.training.mri.Losses.Patch;
import java.util.LinkedHashMap;
import java.util.Map;

/** The networks of a run, and what one step does to them. */
final class MriStep implements AutoCloseable {
  /** As in the tutorial. */
  private static final Adam.Settings ADAM = new Adam.Settings(0.5f, 0.999f, 0);

  private static final float DISCRIMINATOR_RATE = 2e-4f;
  private static final int SIZE = 256;
  private static final int CHANNELS = 3;

  private final Torch torch;
  private final NDManager manager;
  private final MriOptions options;
  private final Generator generator;
  private final Discriminator discriminator;
  private final Variables made;
  private final Variables judge;
  private final Adam makerAdam;
  private final Adam judgeAdam;
  private final MovingAverage average;
  private final Losses losses;

  MriStep(Torch torch, MriOptions options) {
    this.torch = torch;
    this.options = options;
    manager = torch.manager().newSubManager();
    Pix2Pix network = new Pix2Pix(options.variant(), options.width(), SIZE);
    generator = new Generator(network, options.dropout());
    discriminator = new Discriminator(options.width());
    made = Variables.of(manager, Weights.seeded(options.seed()), fill -> network.graph(fill, ""));
    judge = discriminator.variables(manager, options.seed() + 1);
    makerAdam = new Adam(made, ADAM);
    judgeAdam = new Adam(judge, ADAM);
    average = new MovingAverage(made, options.keep());
    losses = new Losses(manager, SIZE);
  }

  /**
   * Losses of one step, before it was taken.
   *
   * @param judge of the discriminator, mean of true and synthetic
   * @param fooled of the generator, by the discriminator
   */
  record Report(float l1, float similarity, float fooled, float judge) {

    Map<String, Double> asMap() {
      Map<String, Double> map = new LinkedHashMap<>();
      map.put("L1", (double) l1);
      map.put("SSIM", (double) similarity);
      map.put("adversarial", (double) fooled);
      map.put("discriminator", (double) judge);
      return map;
    }
  }

  /**
   * @param number from 1 on
   * @param epoch it is in, from 1 on
   */
  Report step(long number, int epoch, Batch batch, float rate) {
    LossWeights weights = options.loss();
    boolean adversarial = weights.isAdversarial(epoch);
    torch.seed(options.seed() * 1_000_003 + number);
    try (NDManager scratch = manager.newSubManager()) {
      NDArray ct = colour(scratch, batch.ct());
      NDArray mri = colour(scratch, batch.mri());
      Report report;
      NDArray synthetic;
      made.requireGradients(true);
      judge.requireGradients(false);
      try (GradientCollector gradients = torch.gradients()) {
        synthetic = generator.forward(ct, made, Mode.LEARNING);
        NDArray l1 = Losses.l1(synthetic, mri);
        NDArray similarity = losses.similarity(grey(synthetic), grey(mri));
        NDArray loss =
            Torch.times(l1, weights.lambda())
                .add(Torch.times(similarity.neg().add(1), weights.similarity()));
        float fooled = 0;
        if (adversarial) {
          NDArray word =
              Losses.crossEntropy(discriminator.forward(ct, synthetic, judge), Patch.TRUE);
          fooled = word.getFloat();
          loss = loss.add(Torch.times(word, weights.adversarial()));
        }
        gradients.backward(loss);
        report = new Report(l1.getFloat(), similarity.getFloat(), fooled, 0);
      }
      NDArray fixed = synthetic.stopGradient();
      makerAdam.step(scratch, number, rate);
      average.step(scratch, number);
      if (adversarial) {
        float wrong = judgeStep(number, scratch, ct, mri, fixed);
        report = new Report(report.l1, report.similarity, report.fooled, wrong);
      }
      return report;
    }
  }

  private float judgeStep(
      long number, NDManager scratch, NDArray ct, NDArray mri, NDArray synthetic) {
    made.requireGradients(false);
    judge.requireGradients(true);
    float wrong;
    try (GradientCollector gradients = torch.gradients()) {
      NDArray onTrue = Losses.crossEntropy(discriminator.forward(ct, mri, judge), Patch.TRUE);
      NDArray onSynthetic =
          Losses.crossEntropy(discriminator.forward(ct, synthetic, judge), Patch.SYNTHETIC);
      NDArray loss = onTrue.add(onSynthetic);
      gradients.backward(loss);
      wrong = loss.getFloat() / 2;
    }
    judgeAdam.step(scratch, number, DISCRIMINATOR_RATE);
    return wrong;
  }

  private static NDArray colour(NDManager scratch, float[] grey) {
    NDArray one = scratch.create(grey, new Shape(grey.length / (SIZE * SIZE), 1, SIZE, SIZE));
    return one.repeat(1, CHANNELS);
  }

  private static NDArray grey(NDArray colour) {
    return colour.mean(new int[] {1}, true);
  }

  /** The averaged generator's image, -1..1, of one CT slice. */
  float[] synthesise(float[] ct) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray x = colour(scratch, ct);
      return grey(generator.forward(x, average.mean(), Mode.USING)).toFloatArray();
    }
  }

  /** Mean structural similarity of two images, -1..1. */
  double similarity(float[] a, float[] b) {
    try (NDManager scratch = manager.newSubManager()) {
      Shape shape = new Shape(1, 1, SIZE, SIZE);
      return losses.similarity(scratch.create(a, shape), scratch.create(b, shape)).getFloat();
    }
  }

  Pix2Pix network() {
    return generator.network();
  }

  /** The averaged generator. */
  Variables result() {
    return average.mean();
  }

  /** All that a checkpoint must hold. */
  Map<String, Variables> groups() {
    Map<String, Variables> groups = new LinkedHashMap<>();
    groups.put("generator", made);
    groups.put(MriTrainer.AVERAGE, average.mean());
    groups.put("generator-adam-1", makerAdam.first());
    groups.put("generator-adam-2", makerAdam.second());
    groups.put("discriminator", judge);
    groups.put("discriminator-adam-1", judgeAdam.first());
    groups.put("discriminator-adam-2", judgeAdam.second());
    return groups;
  }

  /** Both images of several pairs, -1..1, one after the other. */
  record Batch(float[] ct, float[] mri) {}

  @Override
  public void close() {
    manager.close();
  }
}
