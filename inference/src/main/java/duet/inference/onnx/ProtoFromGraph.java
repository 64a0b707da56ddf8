package duet.inference.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Header;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import java.util.List;

/** The messages of the ONNX format for a graph; tensors are views of the buffers of the graph. */
final class ProtoFromGraph {
  /** Goes with operator sets 15 to 18. */
  private static final long IR_VERSION = 8;

  private static final String DOMAIN = "::";

  private ProtoFromGraph() {}

  static ModelProto model(Graph graph) {
    Header header = graph.header();
    ModelProto.Builder builder =
        ModelProto.newBuilder()
            .setIrVersion(irVersion(header.operatorSet()))
            .setProducerName("Duet")
            .setDocString(graph.description())
            .setGraph(graph(graph));
    header.operatorSets().forEach((domain, v) -> builder.addOpsetImport(operatorSet(domain, v)));
    header.metadata().forEach((key, value) -> builder.addMetadataProps(entry(key, value)));
    return builder.build();
  }

  private static OperatorSetIdProto operatorSet(String domain, long version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  /** The first version of the format that knows the operators. */
  private static long irVersion(long operatorSet) {
    if (operatorSet <= 18) {
      return IR_VERSION;
    }
    return operatorSet <= 20 ? 9 : operatorSet <= 22 ? 10 : 11;
  }

  private static GraphProto graph(Graph graph) {
    GraphProto.Builder builder = GraphProto.newBuilder().setName(graph.name());
    graph.inputs().forEach(input -> builder.addInput(valueInfo(input)));
    graph.initialisers().forEach(i -> builder.addInitializer(tensor(i)));
    graph.nodes().forEach(node -> builder.addNode(node(node)));
    graph.outputs().forEach(output -> builder.addOutput(valueInfo(output)));
    graph.nodes().stream()
        .flatMap(node -> node.outputs().stream())
        .filter(value -> value.isKnown() && !graph.outputs().contains(value))
        .forEach(value -> builder.addValueInfo(valueInfo(value)));
    return builder.build();
  }

  /** Of an unknown value only the name: runtimes find out the rest. */
  private static ValueInfoProto valueInfo(Value value) {
    ValueInfoProto.Builder builder = ValueInfoProto.newBuilder().setName(value.name());
    if (!value.isKnown()) {
      return builder.build();
    }
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    value.shape().dims().forEach(dim -> shape.addDim(Dimension.newBuilder().setDimValue(dim)));
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(value.type().onnxCode()).setShape(shape).build();
    return builder.setType(TypeProto.newBuilder().setTensorType(tensor)).build();
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
        NodeProto.newBuilder().setName(node.name()).addAllInput(node.inputs());
    int domain = node.operator().indexOf(DOMAIN);
    if (domain < 0) {
      builder.setOpType(node.operator());
    } else {
      builder.setDomain(node.operator().substring(0, domain));
      builder.setOpType(node.operator().substring(domain + DOMAIN.length()));
    }
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
    } else if (attribute instanceof Attribute.Reals reals) {
      builder.setType(AttributeType.FLOATS).addAllFloats(reals.values());
    } else if (attribute instanceof Attribute.Text text) {
      builder.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(text.value()));
    } else if (attribute instanceof Attribute.Texts texts) {
      List<ByteString> words = texts.values().stream().map(ByteString::copyFromUtf8).toList();
      builder.setType(AttributeType.STRINGS).addAllStrings(words);
    } else if (attribute instanceof Attribute.Constant constant) {
      builder.setType(AttributeType.TENSOR).setT(tensor(constant.value()));
    }
    return builder.build();
  }
}
