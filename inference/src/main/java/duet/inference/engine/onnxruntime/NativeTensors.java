package duet.inference.engine.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Tensor;
import java.nio.ByteOrder;

/** Makes native views of the buffers of a caller; nothing is copied. */
@FunctionalInterface
interface NativeTensors {
  /** To be closed by whoever asks for it. */
  OnnxTensor view(Tensor tensor) throws OrtException;

  static NativeTensors of(OrtEnvironment environment) {
    return tensor ->
        OnnxTensor.createTensor(
            environment,
            tensor.data().duplicate().order(ByteOrder.nativeOrder()).clear(),
            tensor.shape().toArray(),
            javaType(tensor.type()));
  }

  private static OnnxJavaType javaType(DataType type) throws OrtException {
    return switch (type) {
      case FLOAT -> OnnxJavaType.FLOAT;
      case UINT8 -> OnnxJavaType.UINT8;
      case INT8 -> OnnxJavaType.INT8;
      case INT16 -> OnnxJavaType.INT16;
      case INT32 -> OnnxJavaType.INT32;
      case INT64 -> OnnxJavaType.INT64;
      case BOOL -> OnnxJavaType.BOOL;
      case FLOAT16 -> OnnxJavaType.FLOAT16;
      case DOUBLE -> OnnxJavaType.DOUBLE;
      case BFLOAT16 -> OnnxJavaType.BFLOAT16;
      case UNDEFINED, UINT16, UINT32, UINT64 ->
          throw new OrtException("the Java API of ONNX Runtime has no " + type + " tensor");
    };
  }
}
