package duet.app.vision;

import duet.app.vision.input.Fit;
import duet.app.vision.input.Pixels;
import duet.app.vision.input.Taps;
import duet.app.vision.input.Taps.Shrink;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.tensor.Tensor;
import duet.models.card.ImageInput;
import duet.models.card.ImageOutput;
import duet.models.card.ModelCard;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A grey image from an image-to-image network, brought back onto the grid of the image it was made
 * from. All that a frame allocates is the image it returns; for one thread.
 */
public final class Synthesiser implements ImageModel<GreyImage> {
  private final Bound bound;
  private final ImageInput input;
  private final ImageOutput.Image output;
  private final float[] grey;
  private final float[] line;
  private Fit fit;
  private Taps across;
  private Taps down;

  private Synthesiser(Engine engine, ModelCard card, ImageOutput.Image output) {
    this.output = output;
    input = card.input();
    bound = new Bound(engine, input, output.tensor(), Optional.empty());
    grey = new float[input.width() * input.height()];
    line = new float[input.width()];
    fit = Fit.of(input, 1, 1);
    across = Taps.of(fit.fitWidth(), fit.left(), 1, Shrink.AVERAGE);
    down = Taps.of(fit.fitHeight(), fit.top(), 1, Shrink.AVERAGE);
  }

  /**
   * Takes over the engine: closing the synthesiser closes it.
   *
   * @throws InferenceException {@code WRONG_CONTRACT} when the model is not what the card says
   */
  public static Synthesiser open(Engine engine, ModelCard card) {
    Contract.demand(card, engine);
    if (card.output() instanceof ImageOutput.Image image) {
      return new Synthesiser(engine, card, image);
    }
    throw new InferenceException(
        Kind.WRONG_CONTRACT, "model " + card.name() + " gives no image; use a synthesis model");
  }

  /**
   * On buffers that engines elsewhere read and write; running it runs none.
   *
   * @param results names of the results of the network
   */
  public static Synthesiser over(
      Map<String, Tensor> buffers, List<String> results, ModelCard card) {
    return open(new Bound.Laid(buffers, card.input().tensor(), results), card);
  }

  @Override
  public void prepare(Pixels pixels) {
    Fit now = bound.prepare(pixels);
    if (!now.equals(fit)) {
      fit = now;
      across = Taps.of(fit.fitWidth(), fit.left(), fit.columns(), Shrink.AVERAGE);
      down = Taps.of(fit.fitHeight(), fit.top(), fit.rows(), Shrink.AVERAGE);
    }
  }

  @Override
  public void run() {
    bound.run();
  }

  @Override
  public OptionalDouble deviceMs() {
    return bound.deviceMs();
  }

  /** Grey values on the grid of the image, rounded. */
  @Override
  public GreyImage result() {
    readGrey(bound.output());
    short[] image = new short[fit.columns() * fit.rows()];
    for (int y = 0; y < fit.rows(); y++) {
      mixRows(y);
      for (int x = 0; x < fit.columns(); x++) {
        image[y * fit.columns() + x] = (short) Math.round(across.apply(line, x));
      }
    }
    return new GreyImage(fit.columns(), fit.rows(), image);
  }

  private void mixRows(int y) {
    Arrays.fill(line, 0);
    for (int k = 0; k < down.width(); k++) {
      float weight = (float) down.weight(y, k);
      int start = (down.first(y) + k) * input.width();
      for (int x = 0; weight != 0 && x < line.length; x++) {
        line[x] += weight * grey[start + x];
      }
    }
  }

  private void readGrey(FloatBuffer tensor) {
    float scale = (float) output.scale();
    float offset = (float) output.offset();
    float share = 1f / output.channels();
    Arrays.fill(grey, 0);
    int at = 0;
    for (int channel = 0; channel < output.channels(); channel++) {
      for (int i = 0; i < grey.length; i++) {
        grey[i] += tensor.get(at++) * share;
      }
    }
    float check = 0;
    for (int i = 0; i < grey.length; i++) {
      float value = grey[i] * scale + offset;
      check += value;
      grey[i] = Math.max(0, Math.min(255, value));
    }
    if (Float.isNaN(check)) {
      throw new InferenceException(Kind.FAILED, "the synthesis model gave values that are NaN");
    }
  }

  @Override
  public void close() {
    bound.close();
  }
}
