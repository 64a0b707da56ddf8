package duet.app.quantise;

import duet.inference.surgery.precision.Scheme;

/** Who shall run a model in 8 bits, and so in which form it takes them. */
public sealed interface Aim {
  /** ONNX Runtime: bytes between QuantizeLinear and DequantizeLinear. */
  record Cpu() implements Aim {}

  /** TensorRT from 11.4.1 on: the same pairs, signed and symmetric. */
  record DlaPairs() implements Aim {}

  /**
   * TensorRT up to 10.7: the floats, and beside them the ranges.
   *
   * @param number of the release, as TensorRT itself gives it
   */
  record DlaRanges(int number) implements Aim {}

  /** How its bytes are made. */
  default Scheme scheme() {
    return this instanceof Cpu ? Scheme.CPU : Scheme.DLA;
  }
}
