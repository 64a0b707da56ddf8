package duet.inference.surgery.precision;

import duet.inference.graph.Initialiser;
import duet.inference.graph.Value;
import duet.inference.surgery.SurgeryException;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Half;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Constants of floats as FP16. */
final class Halves {
  private Halves() {}

  /**
   * The nearest halves.
   *
   * @throws SurgeryException when a number is too large for FP16
   */
  static Initialiser of(Initialiser floats, String name) {
    FloatBuffer from = floats.asFloats();
    ByteBuffer data = Initialiser.buffer(DataType.FLOAT16, floats.value().shape());
    for (int i = 0; i < from.limit(); i++) {
      float value = from.get(i);
      if (Math.abs(value) > Half.MAX) {
        throw new SurgeryException(
            "holds " + value + " in '" + floats.value().name() + "', too large for FP16");
      }
      data.putShort(i * Short.BYTES, Half.of(value));
    }
    return new Initialiser(new Value(name, DataType.FLOAT16, floats.value().shape()), data);
  }
}
