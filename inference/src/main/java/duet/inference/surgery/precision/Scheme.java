package duet.inference.surgery.precision;

import duet.inference.tensor.DataType;

/** How numbers become bytes, by who shall compute with them. */
public enum Scheme {
  /**
   * ONNX Runtime: unsigned activations with a zero point. Weights take seven bits: two products of
   * a byte with these, 2 x 255 x 63, fit into 16 bits. Processors without VNNI add them there, and
   * with eight bits would cut the sum off.
   */
  CPU(DataType.UINT8, 63),
  /** TensorRT and the DLA: signed, symmetric, zero is zero; transposed convolutions too. */
  DLA(DataType.INT8, 127);

  private final DataType activations;
  private final int weightSteps;

  Scheme(DataType activations, int weightSteps) {
    this.activations = activations;
    this.weightSteps = weightSteps;
  }

  DataType activations() {
    return activations;
  }

  /** Of a weight, to either side of zero. */
  double weightSteps() {
    return weightSteps;
  }

  float scale(Range range) {
    return this == CPU ? range.scale() : range.symmetricScale();
  }

  byte zeroPoint(Range range) {
    return this == CPU ? (byte) range.zeroPoint() : 0;
  }

  boolean takes(String operator) {
    return operator.equals("Conv") || (this == DLA && operator.equals("ConvTranspose"));
  }
}
