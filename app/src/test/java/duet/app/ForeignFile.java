package duet.app;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * An ONNX file as other programs write it: message by message, with open sizes and any operator.
 */
final class ForeignFile {
  private final Random random = new Random(5);
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("foreign");
  private int operatorSet = 17;
  private int nodes;

  ForeignFile operatorSet(int version) {
    operatorSet = version;
    return this;
  }

  /** Sizes are numbers, or names of open ones. */
  ForeignFile input(String name, Object... sizes) {
    graph.addInput(info(name, DataType.FLOAT, sizes));
    return this;
  }

  ForeignFile output(String name, Object... sizes) {
    graph.addOutput(info(name, DataType.FLOAT, sizes));
    return this;
  }

  private static ValueInfoProto info(String name, DataType type, Object... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object size : sizes) {
      if (size instanceof Number number) {
        shape.addDimBuilder().setDimValue(number.longValue());
      } else {
        shape.addDimBuilder().setDimParam(size.toString());
      }
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** Weights between -1 and 1 over the root of how many are summed. */
  ForeignFile weights(String name, long... dims) {
    TensorProto.Builder tensor = tensor(name, DataType.FLOAT, dims);
    long elements = LongStream.of(dims).reduce(1, (a, b) -> a * b);
    double each = dims.length > 1 ? Math.sqrt((double) elements / dims[0]) : 2;
    for (long i = 0; i < elements; i++) {
      tensor.addFloatData((float) ((2 * random.nextDouble() - 1) / each));
    }
    graph.addInitializer(tensor);
    return this;
  }

  ForeignFile floats(String name, float... values) {
    TensorProto.Builder tensor = tensor(name, DataType.FLOAT, values.length);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
    return this;
  }

  /** One float without dimensions. */
  ForeignFile scalar(String name, float value) {
    graph.addInitializer(tensor(name, DataType.FLOAT).addFloatData(value));
    return this;
  }

  ForeignFile ints(String name, long... values) {
    TensorProto.Builder tensor = tensor(name, DataType.INT64, values.length);
    LongStream.of(values).forEach(tensor::addInt64Data);
    graph.addInitializer(tensor);
    return this;
  }

  /** Bytes that count up from -20, signed or not. */
  ForeignFile bytes(String name, DataType type, long... dims) {
    byte[] values = new byte[(int) LongStream.of(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (values.length == 1 ? 0 : i % 41 - 20);
    }
    graph.addInitializer(tensor(name, type, dims).setRawData(ByteString.copyFrom(values)));
    return this;
  }

  private static TensorProto.Builder tensor(String name, DataType type, long... dims) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    LongStream.of(dims).forEach(tensor::addDims);
    return tensor;
  }

  /** A node of one result, under a name with the slashes and colons of exporters. */
  ForeignFile node(String operator, String out, List<String> in, AttributeProto... attributes) {
    return node(operator, List.of(out), in, attributes);
  }

  ForeignFile node(
      String operator, List<String> out, List<String> in, AttributeProto... attributes) {
    nodes++;
    graph.addNode(
        NodeProto.newBuilder()
            .setName("model/block_" + nodes + "/" + operator + ":0")
            .setOpType(operator)
            .addAllInput(in)
            .addAllOutput(out)
            .addAllAttribute(List.of(attributes)));
    return this;
  }

  static AttributeProto several(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    LongStream.of(values).forEach(attribute::addInts);
    return attribute.build();
  }

  static AttributeProto one(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  Path write(Path file) throws IOException {
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .setProducerName("another exporter")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(operatorSet))
            .setGraph(graph)
            .build();
    return Files.write(file, model.toByteArray());
  }
}
