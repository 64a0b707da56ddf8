package duet.inference.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;

/**
 * Writes a graph as an ONNX file, operator set 17.
 *
 * <p>The weights, hundreds of megabytes, exist once: the messages of protobuf hold views of the
 * buffers of the graph and stream them to the file. The file appears under its name only when it is
 * complete, so nobody ever opens half a model; two writers of one file do not disturb each other.
 */
public final class OnnxWriter {
  private static final long IR_VERSION = 8;
  private static final long OPERATOR_SET = 17;

  private OnnxWriter() {}

  /** Writes {@code graph}, in place of the file that may be there. */
  public static void write(Graph graph, Path file) throws IOException {
    write(graph, file, bytes -> {});
  }

  /**
   * Writes {@code graph}, in place of the file that may be there.
   *
   * @param progress told now and then how many bytes are written
   */
  public static void write(Graph graph, Path file, LongConsumer progress) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
    try {
      try (OutputStream out = new CountingStream(Files.newOutputStream(part), progress)) {
        model(graph).writeTo(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Size of the file that {@link #write} makes. */
  public static long size(Graph graph) {
    return model(graph).getSerializedSize();
  }

  private static ModelProto model(Graph graph) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("Duet")
        .setDocString(graph.description())
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
        .setGraph(graph(graph))
        .build();
  }

  private static GraphProto graph(Graph graph) {
    GraphProto.Builder builder = GraphProto.newBuilder().setName(graph.name());
    graph.inputs().forEach(input -> builder.addInput(valueInfo(input)));
    graph.initialisers().forEach(initialiser -> builder.addInitializer(tensor(initialiser)));
    graph.nodes().forEach(node -> builder.addNode(node(node)));
    graph.outputs().forEach(output -> builder.addOutput(valueInfo(output)));
    return builder.build();
  }

  private static ValueInfoProto valueInfo(Value value) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    value.shape().dims().forEach(dim -> shape.addDim(Dimension.newBuilder().setDimValue(dim)));
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(value.type().onnxCode()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(value.name())
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorProto tensor(Initialiser initialiser) {
    return TensorProto.newBuilder()
        .setName(initialiser.value().name())
        .setDataType(initialiser.value().type().onnxCode())
        .addAllDims(initialiser.value().shape().dims())
        .setRawData(UnsafeByteOperations.unsafeWrap(initialiser.data()))
        .build();
  }

  private static NodeProto node(Node node) {
    NodeProto.Builder builder =
        NodeProto.newBuilder()
            .setName(node.name())
            .setOpType(node.operator())
            .addAllInput(node.inputs());
    node.outputs().forEach(output -> builder.addOutput(output.name()));
    node.attributes().forEach(attribute -> builder.addAttribute(attribute(attribute)));
    return builder.build();
  }

  private static AttributeProto attribute(Attribute attribute) {
    AttributeProto.Builder builder = AttributeProto.newBuilder().setName(attribute.name());
    if (attribute instanceof Attribute.Int number) {
      builder.setType(AttributeType.INT).setI(number.value());
    } else if (attribute instanceof Attribute.Ints numbers) {
      builder.setType(AttributeType.INTS).addAllInts(numbers.values());
    } else if (attribute instanceof Attribute.Real real) {
      builder.setType(AttributeType.FLOAT).setF(real.value());
    } else if (attribute instanceof Attribute.Text text) {
      builder.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(text.value()));
    }
    return builder.build();
  }
}
