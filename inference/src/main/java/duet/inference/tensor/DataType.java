package duet.inference.tensor;

import java.util.Arrays;
import java.util.Optional;

/** Element types, with the names and codes of ONNX {@code TensorProto.DataType}. */
public enum DataType {
  /** Of a value whose type and shape a model file does not tell. */
  UNDEFINED(0, 0),
  FLOAT(1, 4),
  UINT8(2, 1),
  INT8(3, 1),
  UINT16(4, 2),
  INT16(5, 2),
  INT32(6, 4),
  INT64(7, 8),
  BOOL(9, 1),
  FLOAT16(10, 2),
  DOUBLE(11, 8),
  UINT32(12, 4),
  UINT64(13, 8),
  BFLOAT16(16, 2);

  private final int onnxCode;
  private final int bytes;

  DataType(int onnxCode, int bytes) {
    this.onnxCode = onnxCode;
    this.bytes = bytes;
  }

  /** The value of {@code TensorProto.DataType} in onnx.proto. */
  public int onnxCode() {
    return onnxCode;
  }

  /**
   * The type with a value of {@code TensorProto.DataType}; empty for those that Duet does not have.
   */
  public static Optional<DataType> ofOnnxCode(long code) {
    return Arrays.stream(values())
        .filter(type -> type.onnxCode == code && type != UNDEFINED)
        .findFirst();
  }

  /** Size of one element. */
  public int bytes() {
    return bytes;
  }
}
