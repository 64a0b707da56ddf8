package duet.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as others write them, made with the messages of the format itself. */
class OnnxReaderTest {
  @TempDir private Path folder;

  @Test
  void takesAnOpenBatchAsOneAndLeavesOtherOpenSizesUnknown() throws IOException {
    Graph graph =
        read(
            small -> {
              small.addInput(info("x", named("batch"), size(3)));
              small.addValueInfo(info("y", named("batch"), size(3)));
              small.addNode(node("Relu", "x", "y"));
              small.addNode(node("Any", "y", "z"));
              small.addOutput(info("z", named("anchors"), size(3)));
            });
    assertEquals(Shape.of(1, 3), graph.inputs().get(0).shape());
    assertEquals(Shape.of(1, 3), graph.value("y").orElseThrow().shape());
    assertFalse(graph.value("z").orElseThrow().isKnown());
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> graph.value("z").orElseThrow().shape());
    assertTrue(String.valueOf(e.getMessage()).contains("'z'"));
  }

  @Test
  void refusesAnImageWhoseSizeIsOpen() {
    refused(
        "input 'x' open",
        small -> {
          small.addInput(info("x", size(1), named("height")));
          small.addNode(node("Relu", "x", "y"));
          small.addOutput(info("y"));
        });
  }

  @Test
  void readsEachWayOfWritingNumbers() throws IOException {
    Graph graph =
        read(
            small ->
                small
                    .addInitializer(
                        tensor("f", TensorProto.DataType.FLOAT, 2)
                            .addFloatData(1.5f)
                            .addFloatData(-2))
                    .addInitializer(
                        tensor("h", TensorProto.DataType.FLOAT16, 1).addInt32Data(0x3C00))
                    .addInitializer(
                        tensor("b", TensorProto.DataType.UINT8, 2)
                            .addInt32Data(7)
                            .addInt32Data(255))
                    .addInitializer(
                        tensor("l", TensorProto.DataType.INT64, 1).addInt64Data(1L << 40))
                    .addInitializer(tensor("d", TensorProto.DataType.DOUBLE, 1).addDoubleData(0.1))
                    .addInitializer(
                        tensor("u", TensorProto.DataType.UINT32, 1).addUint64Data(4_000_000_000L))
                    .addInitializer(tensor("t", TensorProto.DataType.BOOL, 1).addInt32Data(1))
                    .addNode(node("Relu", "f", "y"))
                    .addOutput(info("y")));
    assertEquals(-2, graph.initialisers().get(0).asFloats().get(1));
    assertEquals(0x3C00, graph.initialisers().get(1).data().getShort(0));
    assertEquals((byte) 255, graph.initialisers().get(2).data().get(1));
    assertEquals(1L << 40, graph.initialisers().get(3).data().getLong(0));
    assertEquals(0.1, graph.initialisers().get(4).data().getDouble(0));
    assertEquals((int) 4_000_000_000L, graph.initialisers().get(5).data().getInt(0));
    assertEquals(1, graph.initialisers().get(6).data().get(0));
  }

  @Test
  void findsWeightsInAFileBesideTheModelAndSaysWhenTheyAreMissing() throws IOException {
    Consumer<GraphProto.Builder> external =
        small ->
            small
                .addInitializer(
                    tensor("w", TensorProto.DataType.INT8, 3)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(entry("location", "weights.bin"))
                        .addExternalData(entry("offset", "2"))
                        .addExternalData(entry("length", "3")))
                .addNode(node("Relu", "w", "y"))
                .addOutput(info("y"));
    refused("weights.bin, which is missing", external);
    Files.write(folder.resolve("weights.bin"), new byte[] {9, 9, 1, 2, 3});
    assertEquals(3, read(external).initialisers().get(0).data().get(2));
    Files.write(folder.resolve("weights.bin"), new byte[] {9, 9, 1, 2});
    refused("too short", external);
  }

  @Test
  void looksForWeightsNowhereElse() {
    refused(
        "outside its folder",
        small ->
            small
                .addInitializer(
                    tensor("w", TensorProto.DataType.INT8, 3)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(entry("location", "../secret")))
                .addNode(node("Relu", "w", "y")));
  }

  @Test
  void namesNodesThatHaveNoNameAndKeepsDomains() throws IOException {
    Graph graph =
        read(
            small ->
                small
                    .addInput(info("x", size(1)))
                    .addInitializer(tensor("w", TensorProto.DataType.INT8, 1).addInt32Data(1))
                    .addInput(info("w", size(1)))
                    .addNode(node("Relu", "x", "y"))
                    .addNode(node("Relu", "y", "z"))
                    .addNode(node("QuickGelu", "z", "o").toBuilder().setDomain("com.microsoft"))
                    .addOutput(info("o")));
    assertEquals(
        List.of("Relu", "Relu#2", "QuickGelu"), graph.nodes().stream().map(Node::name).toList());
    assertEquals("com.microsoft::QuickGelu", graph.nodes().get(2).operator());
    assertEquals(1, graph.inputs().size(), "a weight is no input");
  }

  @Test
  void namesWhatItDoesNotRead() {
    refused(
        "sub-graph in If 'If'",
        small ->
            small.addNode(
                node("If", "", "y").toBuilder()
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("then_branch")
                            .setType(AttributeType.GRAPH)
                            .setG(GraphProto.getDefaultInstance()))));
    refused(
        "'s' of STRING",
        small ->
            small
                .addInitializer(
                    tensor("s", TensorProto.DataType.STRING, 1)
                        .addStringData(ByteString.copyFromUtf8("cat")))
                .addNode(node("Any", "s", "y")));
    refused(
        "reads 'nothing' and nothing gives that",
        small -> small.addNode(node("Relu", "nothing", "y")));
    refused(
        "'w' is 5 and has 1 numbers",
        small ->
            small
                .addInitializer(tensor("w", TensorProto.DataType.FLOAT, 5).addFloatData(1))
                .addNode(node("Relu", "w", "y")));
  }

  @Test
  void saysWhatIsNoModel() throws IOException {
    Path file = folder.resolve("model.onnx");
    assertTrue(refusal(file).contains("model.onnx is not there"));
    Files.createFile(file);
    assertTrue(refusal(file).contains("is empty"));
    Files.writeString(file, "GIF89a and so on, for quite a while, as pictures do");
    assertTrue(refusal(file).contains("no"), refusal(file));
    assertTrue(refusal(folder).contains("is a folder"));
  }

  private Graph read(Consumer<GraphProto.Builder> parts) throws IOException {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("small");
    parts.accept(graph);
    ModelProto model =
        ModelProto.newBuilder()
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
            .setGraph(graph)
            .build();
    Path file = folder.resolve("model.onnx");
    Files.write(file, model.toByteArray());
    return OnnxReader.read(file);
  }

  private void refused(String because, Consumer<GraphProto.Builder> parts) {
    OnnxException e = assertThrows(OnnxException.class, () -> read(parts));
    assertTrue(String.valueOf(e.getMessage()).contains(because), e.getMessage());
  }

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(OnnxException.class, () -> OnnxReader.read(file)).getMessage());
  }

  private static NodeProto node(String operator, String in, String out) {
    return NodeProto.newBuilder().setOpType(operator).addInput(in).addOutput(out).build();
  }

  private static TensorProto.Builder tensor(String name, TensorProto.DataType type, long... dims) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    return tensor;
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static Dimension named(String name) {
    return Dimension.newBuilder().setDimParam(name).build();
  }

  private static Dimension size(long size) {
    return Dimension.newBuilder().setDimValue(size).build();
  }

  private static ValueInfoProto info(String name, Dimension... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    IntStream.range(0, dims.length).forEach(i -> shape.addDim(dims[i]));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(DataType.FLOAT.onnxCode())
                        .setShape(shape)))
        .build();
  }
}
