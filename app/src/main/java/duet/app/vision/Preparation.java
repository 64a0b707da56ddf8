package duet.app.vision;

import duet.app.vision.Taps.Shrink;
import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Brings an image into the input tensor of a network: resize, pad, normalise, in one pass over the
 * tensor and without an image in between. Weights and row buffers are kept while the geometry
 * stays, so a frame allocates nothing. For one thread.
 */
public final class Preparation {
  /** The grey of Ultralytics around a letterboxed image. */
  private static final float PADDING = 114;

  private final ImageInput input;
  private final Shrink shrink;
  private final float[] line;
  private Fit fit;
  private Taps across;
  private Taps down;
  private int rows;
  private float[] row;
  private float[] mixed;

  /** For tensors of one kind. */
  public Preparation(ImageInput input) {
    this.input = input;
    shrink = input.resize() == Resize.LETTERBOX ? Shrink.AVERAGE : Shrink.SKIP;
    line = new float[input.width()];
    fit = Fit.of(input, 1, 1);
    across = Taps.of(1, 0, fit.fitWidth(), shrink);
    down = Taps.of(1, 0, fit.fitHeight(), shrink);
    row = new float[1];
    mixed = new float[1];
  }

  /**
   * Fills the tensor, 1 x channels x height x width.
   *
   * @return where the image lies in it
   */
  public Fit fill(FloatBuffer tensor, Pixels pixels) {
    if (!fit.holds(pixels)) {
      fit = Fit.of(input, pixels.columns(), pixels.rows());
      rows = 0;
    }
    Pixels source = shrink == Shrink.AVERAGE ? pixels.fitted(fit) : pixels;
    if (source.columns() != row.length || source.rows() != rows) {
      adopt(source);
    }
    int plane = input.width() * input.height();
    boolean reversed = input.order() == ChannelOrder.BGR;
    for (int channel = 0; channel < input.channels(); channel++) {
      if (channel > 0 && source.isGrey()) {
        tensor.put(channel * plane, tensor, 0, plane);
      } else {
        fillPlane(tensor, channel * plane, source, reversed ? 2 - channel : channel);
      }
    }
    return fit;
  }

  private void adopt(Pixels pixels) {
    rows = pixels.rows();
    across = Taps.of(pixels.columns(), 0, fit.fitWidth(), shrink);
    down = Taps.of(pixels.rows(), 0, fit.fitHeight(), shrink);
    row = new float[pixels.columns()];
    mixed = new float[pixels.columns()];
  }

  private void fillPlane(FloatBuffer tensor, int start, Pixels pixels, int channel) {
    float scale = (float) input.scale();
    float offset = (float) input.offset();
    for (int y = 0; y < input.height(); y++) {
      int at = y - fit.top();
      Arrays.fill(line, PADDING * scale + offset);
      if (at >= 0 && at < fit.fitHeight()) {
        mixRows(pixels, channel, at);
        for (int i = 0; i < across.size(); i++) {
          line[fit.left() + i] = across.apply(mixed, i) * scale + offset;
        }
      }
      tensor.put(start + y * input.width(), line);
    }
  }

  private void mixRows(Pixels pixels, int channel, int at) {
    Arrays.fill(mixed, 0);
    for (int k = 0; k < down.width(); k++) {
      float weight = (float) down.weight(at, k);
      if (weight != 0) {
        pixels.row(channel, down.first(at) + k, row);
        for (int x = 0; x < row.length; x++) {
          mixed[x] += weight * row[x];
        }
      }
    }
  }
}
