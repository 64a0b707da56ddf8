package duet.app.vision;

import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Brings an image into the input tensor of a network: resize, pad, normalise, in one pass over the
 * tensor and without an image in between. Weights and row buffers are kept while the geometry
 * stays, so a frame allocates nothing. For one thread.
 */
final class Preparation {
  /** The grey of Ultralytics around a letterboxed image. */
  private static final float PADDING = 114;

  private final ImageInput input;
  private final float[] line;
  private Fit fit;
  private Taps across;
  private Taps down;
  private float[] upper;
  private float[] lower;

  Preparation(ImageInput input) {
    this.input = input;
    line = new float[input.width()];
    fit = Fit.of(input, 1, 1);
    across = Taps.of(1, 0, fit.fitWidth());
    down = Taps.of(1, 0, fit.fitHeight());
    upper = new float[1];
    lower = new float[1];
  }

  /**
   * Fills the tensor, 1 x channels x height x width.
   *
   * @return where the image lies in it
   */
  Fit fill(FloatBuffer tensor, Pixels pixels) {
    if (!fit.holds(pixels)) {
      adopt(pixels);
    }
    int plane = input.width() * input.height();
    boolean reversed = input.order() == ChannelOrder.BGR;
    for (int channel = 0; channel < input.channels(); channel++) {
      fillPlane(tensor, channel * plane, pixels, reversed ? 2 - channel : channel);
    }
    return fit;
  }

  private void adopt(Pixels pixels) {
    fit = Fit.of(input, pixels.columns(), pixels.rows());
    across = Taps.of(pixels.columns(), 0, fit.fitWidth());
    down = Taps.of(pixels.rows(), 0, fit.fitHeight());
    upper = new float[pixels.columns()];
    lower = new float[pixels.columns()];
  }

  private void fillPlane(FloatBuffer tensor, int start, Pixels pixels, int channel) {
    int held = -1;
    for (int y = 0; y < input.height(); y++) {
      int row = y - fit.top();
      boolean inside = row >= 0 && row < fit.fitHeight();
      if (inside && down.first(row) != held) {
        held = down.first(row);
        pixels.row(channel, held, upper);
        pixels.row(channel, down.second(row), lower);
      }
      fillLine(inside, inside ? down.share(row) : 0);
      tensor.put(start + y * input.width(), line);
    }
  }

  private void fillLine(boolean inside, float share) {
    float scale = (float) input.scale();
    float offset = (float) input.offset();
    Arrays.fill(line, PADDING * scale + offset);
    if (!inside) {
      return;
    }
    for (int i = 0; i < across.size(); i++) {
      float left = mix(upper[across.first(i)], lower[across.first(i)], share);
      float right = mix(upper[across.second(i)], lower[across.second(i)], share);
      line[fit.left() + i] = mix(left, right, across.share(i)) * scale + offset;
    }
  }

  private static float mix(float a, float b, float share) {
    return a + (b - a) * share;
  }
}
