package duet.app.adapt;

import duet.app.vision.input.Pixels;
import duet.app.vision.input.Preparation;
import duet.inference.tensor.Half;
import duet.inference.tensor.Tensor;
import duet.models.card.ModelCard;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;

/**
 * Something to run two networks on.
 *
 * @param kind such as random, or picture
 */
public record Stimulus(String kind, Filling filling) {
  private static final int LARGEST_INTEGER = 100;

  /** Writes the inputs of a network. */
  @FunctionalInterface
  public interface Filling {
    /** Fills all tensors, by the names of the inputs. */
    void fill(Map<String, Tensor> inputs);
  }

  /** Numbers between -1 and 1, whole ones between 0 and 99; the same for the same seed. */
  public static Stimulus random(long seed) {
    return new Stimulus(
        "random",
        inputs -> {
          Random random = new Random(seed);
          inputs.values().forEach(tensor -> fill(tensor, random));
        });
  }

  private static void fill(Tensor tensor, Random random) {
    ByteBuffer data = tensor.data().duplicate().order(tensor.data().order()).clear();
    while (data.hasRemaining()) {
      float real = 2 * random.nextFloat() - 1;
      int whole = random.nextInt(LARGEST_INTEGER);
      switch (tensor.type()) {
        case FLOAT -> data.putFloat(real);
        case DOUBLE -> data.putDouble(real);
        case FLOAT16 -> data.putShort(Half.of(real));
        case INT64 -> data.putLong(whole);
        case INT32 -> data.putInt(whole);
        case BOOL -> data.put((byte) (whole & 1));
        default -> data.put((byte) whole);
      }
    }
  }

  /** An image, prepared as the card says. */
  public static Stimulus image(String kind, Pixels pixels, ModelCard card) {
    Preparation preparation = new Preparation(card.input());
    String name = card.input().tensor();
    return new Stimulus(
        kind,
        inputs -> {
          Tensor tensor = inputs.get(name);
          if (tensor != null) {
            preparation.fill(tensor.floats(), pixels);
          }
        });
  }
}
