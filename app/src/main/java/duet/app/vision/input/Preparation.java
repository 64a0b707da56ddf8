package duet.app.vision.input;

import duet.app.vision.input.Taps.Shrink;
import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings an image into the input tensor of a network: resize, pad, normalise, in one pass over the
 * tensor and without an image in between. Weights and row buffers are kept while the geometry
 * stays, so a frame allocates nothing. For one thread.
 */
public final class Preparation {
  /** The grey of Ultralytics around a letterboxed image; around a head it is black. */
  private static final float LETTERBOX_PADDING = 114;

  private final ImageInput input;
  private final boolean averages;
  private final @Nullable Headed head;
  private final float padding;
  private final KnownTaps acrosses;
  private final KnownTaps downs;
  private final float[] line;
  private Fit fit;
  private Taps across;
  private Taps down;
  private float[] row = new float[0];
  private float[] mixed = new float[0];

  /** For tensors of one kind. */
  public Preparation(ImageInput input) {
    this.input = input;
    head = input.resize() == Resize.HEAD ? new Headed() : null;
    padding = head == null ? LETTERBOX_PADDING : 0;
    averages = input.resize() != Resize.STRETCH;
    Shrink shrink = averages ? Shrink.AVERAGE : Shrink.SKIP;
    acrosses = new KnownTaps(shrink);
    downs = new KnownTaps(shrink);
    line = new float[input.width()];
    fit = Fit.of(input, 1, 1);
    across = acrosses.of(1, fit.fitWidth());
    down = downs.of(1, fit.fitHeight());
  }

  /**
   * Fills the tensor, 1 x channels x height x width.
   *
   * @return where the image lies in it
   */
  public Fit fill(FloatBuffer tensor, Pixels pixels) {
    if (head == null) {
      return fillWith(tensor, pixels);
    }
    head.look(pixels);
    fit = fillWith(tensor, head).from(head.left(), head.top());
    return fit;
  }

  private Fit fillWith(FloatBuffer tensor, Pixels pixels) {
    if (!fit.holds(pixels)) {
      fit = Fit.of(input, pixels.columns(), pixels.rows());
    }
    Pixels source = averages ? pixels.fitted(fit) : pixels;
    adopt(source);
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
    across = acrosses.of(pixels.columns(), fit.fitWidth());
    down = downs.of(pixels.rows(), fit.fitHeight());
    if (row.length < pixels.columns()) {
      row = new float[pixels.columns()];
      mixed = new float[pixels.columns()];
    }
  }

  private void fillPlane(FloatBuffer tensor, int start, Pixels pixels, int channel) {
    float scale = (float) input.scale();
    float offset = (float) input.offset();
    for (int y = 0; y < input.height(); y++) {
      int at = y - fit.top();
      Arrays.fill(line, padding * scale + offset);
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
        for (int x = 0; x < pixels.columns(); x++) {
          mixed[x] += weight * row[x];
        }
      }
    }
  }
}
