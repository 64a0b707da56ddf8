package duet.inference.surgery;

import duet.inference.graph.Initialiser;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** New constants of floats. */
public final class Floats {
  private Floats() {}

  /** Computes an element of a new constant. */
  public interface Element {
    /** The element at {@code index} of the new constant, from the floats of the old one. */
    float of(FloatBuffer old, int index);
  }

  /** Adds a constant to the draft. */
  public static Initialiser fresh(
      Draft draft, String name, Shape shape, Element element, FloatBuffer old) {
    ByteBuffer data = Initialiser.buffer(DataType.FLOAT, shape);
    FloatBuffer floats = data.asFloatBuffer();
    for (int i = 0; i < floats.limit(); i++) {
      floats.put(i, element.of(old, i));
    }
    Initialiser constant =
        new Initialiser(new Value(draft.fresh(name), DataType.FLOAT, shape), data);
    draft.add(constant);
    return constant;
  }

  static float[] narrow(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
