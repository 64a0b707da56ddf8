package duet.inference.onnx;

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
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Files that are made to fail whoever reads them. Each is named as the words that its refusal has
 * to hold.
 */
final class HostileFiles {
  private static final long NEARLY_TWO_GIB = Integer.MAX_VALUE - 1000L;
  private static final int RAW = TensorProto.RAW_DATA_FIELD_NUMBER;
  private final Path folder;

  HostileFiles(Path folder) {
    this.folder = folder;
  }

  void write() throws IOException {
    truncated();
    zeros();
    sizes();
    circles();
    places();
    crowds();
  }

  private void truncated() throws IOException {
    byte[] whole = model(graph -> graph.addNode(node("Relu", "x", "y")).addInput(image(1, 3)));
    file("is damaged", Arrays.copyOf(whole, whole.length / 2));
    ModelProto.Builder model = builder(graph -> graph.addInitializer(weights(1000)));
    byte[] short1 = model.build().toByteArray();
    file("is damaged or no ONNX model", Arrays.copyOf(short1, short1.length - 900));
    file("needs 4000 bytes, got 8", model(g -> g.addInitializer(raw(1000, 8)).addNode(any())));
    file("is empty", new byte[0]);
  }

  private void zeros() throws IOException {
    sparse("is damaged or no ONNX", new byte[0]);
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("model.onnx"));
      out.write(new byte[10_000_000]);
    }
    file("no ONNX model", zip.toByteArray());
    // An attribute of a node of a graph: a list of two thousand million whole numbers, all 0.
    sparse("too much memory", nested(7, 1, 5, 8));
    sparse("too much memory ", nested(7, 5, TensorProto.INT64_DATA_FIELD_NUMBER));
    sparse("too much memory to", nested(7, 5, TensorProto.FLOAT_DATA_FIELD_NUMBER));
    sparse("holds no network", nested(7, 5, RAW));
    sparse("too much memory to read", nested(7, 2));
    sparse("too much memory to read;", nested(99));
  }

  private void sizes() throws IOException {
    file("'x' the size 2147483648", model(g -> g.addInput(image(1L << 31)).addNode(any())));
    file("over 2 GiB", model(g -> g.addInput(image(1 << 20, 1 << 20, 1 << 30)).addNode(any())));
    file("no buffer", model(g -> g.addInput(image(0, 1L << 62)).addNode(any())));
    file(
        "'w' the size 2147483648x2147483648",
        model(g -> g.addInitializer(raw(1L << 31, 1).addDims(1L << 31)).addNode(any())));
    file("is negative", model(g -> g.addInitializer(raw(-1, 4)).addNode(any())));
    long[] many = new long[1000];
    Arrays.fill(many, 1);
    file("1000 dimensions", model(g -> g.addInput(image(many)).addNode(any())));
    file(
        "'y' the size",
        model(g -> g.addInput(image(1)).addNode(node("Relu", "x", "y")).addOutput(huge("y"))));
  }

  private void circles() throws IOException {
    file(
        "the nodes form a circle",
        model(g -> g.addNode(node("Relu", "a", "b")).addNode(node("Relu", "b", "a"))));
    file("the nodes form a circle or", model(g -> g.addNode(node("Relu", "a", "a"))));
    file("nothing gives that", model(g -> g.addNode(node("Conv", "missing", "y"))));
    file(
        "unknown domain 'org.evil'",
        model(g -> g.addNode(node("Relu", "", "y").toBuilder().setDomain("org.evil"))));
    file(
        "without telling the version of",
        model(g -> g.addNode(node("Gelu", "", "y").toBuilder().setDomain("com.microsoft"))));
    file("computed by no node", model(g -> g.addNode(any()).addOutput(huge("z").toBuilder())));
    file("two values are named", model(g -> g.addNode(any()).addNode(any())));
    byte[] escape = model(g -> g.addNode(node("Relu", "\u001b[2J\u0007" + "x".repeat(9999), "y")));
    file("reads '?[2J?xxx", escape);
    file("nested too deeply", deep(7, 1, 5, 6));
  }

  private void places() throws IOException {
    Files.write(folder.resolve("../secret.bin"), new byte[4]);
    Files.createSymbolicLink(folder.resolve("link.bin"), Path.of("../secret.bin"));
    Files.write(folder.resolve("near.bin"), new byte[4]);
    external("outside its folder, at '..", "../secret.bin", "0", "4");
    external("outside its folder, at 'sub", "sub/../../secret.bin", "0", "4");
    external("outside its folder, at '_etc", "/etc/passwd", "0", "4");
    external("outside its folder, at 'link", "link.bin", "0", "4");
    external("which is missing", ".", "0", "4");
    external("too short", "near.bin", "" + Long.MAX_VALUE, "" + Long.MAX_VALUE);
    external("for a place", "near.bin", "four", "4");
    external("no valid", "near.bin\0", "0", "4");
  }

  private void crowds() throws IOException {
    byte[] nodes = new byte[30_000_000];
    for (int i = 0; i < nodes.length; i += 2) {
      nodes[i] = 0x0A;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(begun(nodes.length, false, 7));
    bytes.write(nodes);
    file("more than 50000 nodes", bytes.toByteArray());
    GraphProto.Builder graph = GraphProto.newBuilder();
    for (int i = 0; i < 40_000; i++) {
      graph.addNode(node("Relu", "missing", "y" + i));
    }
    file("nothing gives that:", model(g -> g.mergeFrom(graph.build())));
  }

  private void external(String because, String location, String offset, String length)
      throws IOException {
    TensorProto.Builder tensor =
        raw(4, 4)
            .clearRawData()
            .setDataType(TensorProto.DataType.INT8.getNumber())
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", location))
            .addExternalData(entry("offset", offset))
            .addExternalData(entry("length", length));
    file(because, model(g -> g.addInitializer(tensor).addNode(any())));
  }

  /** The name is the reason; a line in it stands for what cannot be in a name. */
  private void file(String because, byte[] bytes) throws IOException {
    Files.write(folder.resolve(because + ".onnx"), bytes);
  }

  /** These bytes, then zeros up to the limit of the format, which take no room on a disk. */
  private void sparse(String because, byte[] head) throws IOException {
    Path path = folder.resolve(because + ".onnx");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(head);
      file.setLength(NEARLY_TWO_GIB);
    }
  }

  private static byte[] nested(int... fields) throws IOException {
    return begun(NEARLY_TWO_GIB, true, fields);
  }

  /** The beginnings of fields within fields, of which the innermost holds the rest of the file. */
  private static byte[] begun(long length, boolean toTheEnd, int... fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (int field : fields) {
      out.writeTag(field, 2);
      out.flush();
      // Each length takes five bytes.
      out.writeUInt32NoTag((int) (length - (toTheEnd ? bytes.size() + 5 : 0)));
      out.flush();
    }
    return bytes.toByteArray();
  }

  /** Graphs in attributes of nodes of graphs, and so on. */
  private static byte[] deep(int... fields) throws IOException {
    byte[] inner = {};
    for (int i = 0; i < 200; i++) {
      int field = i == 199 ? fields[0] : fields[1 + (198 - i) % 3];
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeByteArray(field, inner);
      out.flush();
      inner = bytes.toByteArray();
    }
    return inner;
  }

  private static byte[] model(Consumer<GraphProto.Builder> parts) {
    return builder(parts).build().toByteArray();
  }

  private static ModelProto.Builder builder(Consumer<GraphProto.Builder> parts) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("hostile");
    parts.accept(graph);
    return ModelProto.newBuilder()
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph);
  }

  private static NodeProto any() {
    return node("Any", "", "y");
  }

  private static NodeProto node(String operator, String in, String out) {
    return NodeProto.newBuilder().setOpType(operator).addInput(in).addOutput(out).build();
  }

  private static TensorProto weights(int count) {
    return raw(count, 4 * count).build();
  }

  private static TensorProto.Builder raw(long dim, int bytes) {
    return TensorProto.newBuilder()
        .setName("w")
        .setDataType(TensorProto.DataType.FLOAT.getNumber())
        .addDims(dim)
        .setRawData(ByteString.copyFrom(new byte[bytes]));
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static ValueInfoProto huge(String name) {
    return info(name, 1L << 31, 1L << 31, 1L << 31);
  }

  private static ValueInfoProto image(long... dims) {
    return info("x", dims);
  }

  private static ValueInfoProto info(String name, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    List<Long> sizes = Arrays.stream(dims).boxed().toList();
    sizes.forEach(size -> shape.addDim(Dimension.newBuilder().setDimValue(size)));
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
