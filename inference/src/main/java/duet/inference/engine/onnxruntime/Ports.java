package duet.inference.engine.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The static inputs and outputs of a model. A batch that the model leaves open (axis 0) is 1, since
 * Duet runs one image at a time; any other open size is refused, because buffers are made once and
 * a wrong guess would only show in the middle of a reading.
 */
record Ports(List<Port> inputs, List<Port> outputs) {
  private static final String TYPE_PREFIX = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

  static Ports of(OrtSession session) throws OrtException {
    return new Ports(
        ports("input", session.getInputInfo().values()),
        ports("output", session.getOutputInfo().values()));
  }

  private static List<Port> ports(String side, Collection<NodeInfo> nodes) {
    List<Port> ports = new ArrayList<>();
    for (NodeInfo node : nodes) {
      String which = side + " '" + node.getName() + "'";
      if (!(node.getInfo() instanceof TensorInfo tensor)) {
        throw new InferenceException(Kind.WRONG_CONTRACT, which + " is not a tensor");
      }
      ports.add(new Port(node.getName(), type(which, tensor), shape(which, tensor)));
    }
    return List.copyOf(ports);
  }

  private static DataType type(String which, TensorInfo tensor) {
    String onnxName = tensor.onnxType.name().substring(TYPE_PREFIX.length());
    for (DataType type : DataType.values()) {
      if (type.name().equals(onnxName)) {
        return type;
      }
    }
    throw new InferenceException(
        Kind.WRONG_CONTRACT, which + " holds " + onnxName + ", which Duet cannot pass");
  }

  private static Shape shape(String which, TensorInfo tensor) {
    long[] dims = tensor.getShape();
    if (dims.length > 0 && dims[0] < 0) {
      dims[0] = 1;
    }
    for (long dim : dims) {
      if (dim < 0) {
        throw new InferenceException(
            Kind.WRONG_CONTRACT,
            which + " leaves a size open besides the batch; export the model with fixed sizes");
      }
    }
    return Shape.of(dims);
  }
}
