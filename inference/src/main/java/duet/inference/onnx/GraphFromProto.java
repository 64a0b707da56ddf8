package duet.inference.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Header;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The graph that the messages of an ONNX file describe. */
final class GraphFromProto {
  /** Two names of the set of operators that has no name. */
  private static final Set<String> DEFAULT_DOMAINS = Set.of("", "ai.onnx");

  /** Operators of ONNX, of its two common runtimes, and of PyTorch. */
  private static final Set<String> DOMAINS =
      Set.of(
          "",
          "ai.onnx.ml",
          "ai.onnx.preview",
          "ai.onnx.preview.training",
          "ai.onnx.training",
          "ai.onnx.contrib",
          "com.microsoft",
          "com.microsoft.experimental",
          "com.microsoft.nchwc",
          "com.ms.internal.nhwc",
          "org.pytorch.aten",
          "trt.plugins",
          "TRT");

  private final ModelProto model;
  private final GraphProto proto;
  private final InitialiserFromProto tensors;
  private final Header header;

  /** Sizes that the file leaves open under a name and that are 1, the batch. */
  private final Set<String> ones = new HashSet<>();

  private final Map<String, ValueInfoProto> told = new HashMap<>();
  private final Set<String> nodeNames = new HashSet<>();

  /** The last number put behind a name of a node that was given before. */
  private final Map<String, Integer> copies = new HashMap<>();

  /**
   * A reader for one file.
   *
   * @param folder of the file; weights that lie in files of their own are looked for here
   */
  GraphFromProto(ModelProto model, Path folder) {
    this.model = model;
    this.proto = model.getGraph();
    this.tensors = new InitialiserFromProto(folder);
    this.header = header(model);
  }

  Graph graph() throws IOException {
    refuse(model.getFunctionsCount() > 0, "defines functions, which Duet does not read");
    refuse(proto.getSparseInitializerCount() > 0, "holds sparse weights, which Duet does not read");
    List<Value> inputs = inputs();
    proto.getValueInfoList().forEach(value -> told.put(value.getName(), value));
    proto.getOutputList().forEach(value -> told.put(value.getName(), value));
    List<String> outputs = proto.getOutputList().stream().map(ValueInfoProto::getName).toList();
    return Graph.of(
        new Graph.Parts(
            proto.getName(), description(), inputs, initialisers(), nodes(), outputs, header));
  }

  private List<Initialiser> initialisers() throws IOException {
    List<Initialiser> initialisers = new ArrayList<>();
    for (TensorProto tensor : proto.getInitializerList()) {
      initialisers.add(tensors.initialiser(tensor, tensor.getName()));
    }
    return initialisers;
  }

  private List<Node> nodes() throws IOException {
    List<Node> nodes = new ArrayList<>();
    for (NodeProto node : proto.getNodeList()) {
      nodes.add(node(node));
    }
    return nodes;
  }

  /** Old files list the weights among the inputs, to give them a type. */
  private List<Value> inputs() {
    Set<String> constants = new HashSet<>();
    proto.getInitializerList().forEach(tensor -> constants.add(tensor.getName()));
    return proto.getInputList().stream()
        .filter(input -> !constants.contains(input.getName()))
        .map(this::input)
        .toList();
  }

  private static void refuse(boolean it, String because) {
    refuse(it, () -> because);
  }

  private static void refuse(boolean it, Supplier<String> because) {
    if (it) {
      throw new OnnxException(because.get());
    }
  }

  private String description() {
    return model.getDocString().isEmpty() ? proto.getDocString() : model.getDocString();
  }

  private static Header header(ModelProto model) {
    Map<String, Long> sets = new HashMap<>();
    model.getOpsetImportList().forEach(set -> sets.put(domain(set.getDomain()), set.getVersion()));
    refuse(!sets.containsKey(""), "does not tell its operator set; is it an ONNX model?");
    Map<String, String> metadata = new HashMap<>();
    model.getMetadataPropsList().forEach(prop -> metadata.put(prop.getKey(), prop.getValue()));
    return new Header(sets, metadata);
  }

  private static String domain(String name) {
    return DEFAULT_DOMAINS.contains(name) ? "" : name;
  }

  private Value input(ValueInfoProto info) {
    String name = info.getName();
    refuse(!info.getType().hasTensorType(), "takes '" + name + "', which is no tensor");
    TypeProto.Tensor tensor = info.getType().getTensorType();
    refuse(
        !tensor.hasShape(),
        "does not tell the shape of its input '" + name + "'; export it with fixed sizes");
    Optional<DataType> type = InitialiserFromProto.type(tensor.getElemType());
    refuse(
        type.isEmpty(),
        "takes '%s' of %s, which Duet does not read"
            .formatted(name, InitialiserFromProto.typeName(tensor.getElemType())));
    List<Long> sizes = inputSizes(name, tensor.getShape().getDimList());
    return new Value(name, type.orElseThrow(), Sizes.checked(name, type.orElseThrow(), sizes));
  }

  private List<Long> inputSizes(String name, List<Dimension> dims) {
    if (!dims.isEmpty() && dims.get(0).hasDimParam()) {
      ones.add(dims.get(0).getDimParam());
    }
    List<Long> sizes = new ArrayList<>();
    for (Dimension dim : dims) {
      Optional<Long> size = size(dim);
      refuse(
          size.isEmpty() && !sizes.isEmpty(),
          "leaves a size of its input '%s' open besides the batch; export it with fixed sizes"
              .formatted(name));
      sizes.add(size.orElse(1L));
    }
    return sizes;
  }

  private Optional<Long> size(Dimension dim) {
    if (dim.hasDimValue() && dim.getDimValue() >= 0) {
      return Optional.of(dim.getDimValue());
    }
    return ones.contains(dim.getDimParam()) ? Optional.of(1L) : Optional.empty();
  }

  private Value value(String name) {
    ValueInfoProto info = told.get(name);
    if (info == null || !info.getType().getTensorType().hasShape()) {
      return Value.unknown(name);
    }
    TypeProto.Tensor tensor = info.getType().getTensorType();
    List<Dimension> dims = tensor.getShape().getDimList();
    List<Long> sizes = dims.stream().map(this::size).flatMap(Optional::stream).toList();
    return InitialiserFromProto.type(tensor.getElemType())
        .filter(type -> sizes.size() == dims.size())
        .map(type -> new Value(name, type, Sizes.checked(name, type, sizes)))
        .orElseGet(() -> Value.unknown(name));
  }

  private Node node(NodeProto node) throws IOException {
    String name = freshName(node);
    String operator = operator(node, name);
    refuse(
        node.getOutputList().contains(""),
        () -> "has " + which(node, name) + " with an output left out, which Duet does not read");
    List<Value> outputs = node.getOutputList().stream().map(this::value).toList();
    List<Attribute> attributes = new ArrayList<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      attributes.add(attribute(which(node, name), attribute));
    }
    return new Node(name, operator, node.getInputList(), outputs, attributes);
  }

  /** Files may leave nodes without a name or give one twice; a graph may not. */
  private String freshName(NodeProto node) {
    String stem = node.getName().isEmpty() ? node.getOpType() : node.getName();
    String name = stem;
    while (!nodeNames.add(name)) {
      // Counted on from the last one: many nodes may share a name.
      name = stem + "#" + copies.merge(stem, 2, (last, two) -> last + 1);
    }
    return name;
  }

  private static String which(NodeProto node, String name) {
    return node.getOpType() + " '" + name + "'";
  }

  /** The operator with its domain, which has to be one that some runtime knows. */
  private String operator(NodeProto node, String name) {
    String domain = domain(node.getDomain());
    refuse(
        !DOMAINS.contains(domain),
        () -> "uses " + which(node, name) + " of the unknown domain '" + domain + "'");
    refuse(
        !header.operatorSets().containsKey(domain),
        () -> "uses " + which(node, name) + " without telling the version of '" + domain + "'");
    return domain.isEmpty() ? node.getOpType() : domain + "::" + node.getOpType();
  }

  private Attribute attribute(String node, AttributeProto it) throws IOException {
    String name = it.getName();
    return switch (it.getType()) {
      case INT -> new Attribute.Int(name, it.getI());
      case INTS -> new Attribute.Ints(name, it.getIntsList());
      case FLOAT -> new Attribute.Real(name, it.getF());
      case FLOATS -> new Attribute.Reals(name, it.getFloatsList());
      case STRING -> new Attribute.Text(name, it.getS().toStringUtf8());
      case STRINGS ->
          new Attribute.Texts(
              name, it.getStringsList().stream().map(ByteString::toStringUtf8).toList());
      case TENSOR -> new Attribute.Constant(tensors.initialiser(it.getT(), name));
      case GRAPH, GRAPHS ->
          throw new OnnxException(
              "has a sub-graph in " + node + ", which Duet does not read; export it without");
      default ->
          throw new OnnxException(
              "has an attribute '" + name + "' in " + node + " of a kind that Duet does not read");
    };
  }
}
