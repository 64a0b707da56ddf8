package duet.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxWriterTest {
  @TempDir private Path folder;

  @Test
  void writesWhatTheFormatAsksFor() throws IOException {
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(write(graph(8))));
    assertEquals(8, model.getIrVersion());
    assertEquals(17, model.getOpsetImport(0).getVersion());
    assertEquals("a test", model.getDocString());
    GraphProto graph = model.getGraph();
    assertEquals("small", graph.getName());
    assertEquals("x", graph.getInput(0).getName());
    assertEquals("y", graph.getOutput(0).getName());
    assertEquals(
        List.of(1L, 8L),
        graph.getOutput(0).getType().getTensorType().getShape().getDimList().stream()
            .map(dim -> dim.getDimValue())
            .toList());
    assertEquals(List.of("x", "", "w"), graph.getNode(0).getInputList());
  }

  @Test
  void aModelMayBeReadByWhoMayReadOtherFilesOfTheFolder() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path other = Files.writeString(folder.resolve("other"), "");
    assertEquals(
        Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(write(graph(8))));
  }

  @Test
  void writesEachKindOfAttribute() throws IOException {
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(write(graph(8))));
    List<AttributeProto> attributes = model.getGraph().getNode(0).getAttributeList();
    assertEquals(3, attributes.get(0).getI());
    assertEquals(List.of(4L, 5L), attributes.get(1).getIntsList());
    assertEquals(0.5f, attributes.get(2).getF());
    assertEquals("nächst", attributes.get(3).getS().toStringUtf8());
  }

  @Test
  void writesWeightsLittleEndian() throws IOException {
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(write(graph(4))));
    TensorProto weights = model.getGraph().getInitializer(0);
    float[] values = new float[4];
    weights
        .getRawData()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    assertArrayEquals(new float[] {0, 1, 2, 3}, values);
  }

  @Test
  void equalGraphsGiveEqualFilesInPlaceOfOlderOnes() throws IOException {
    byte[] first = Files.readAllBytes(write(graph(100)));
    Files.writeString(folder.resolve("model.onnx"), "something older");
    assertArrayEquals(first, Files.readAllBytes(write(graph(100))));
  }

  @Test
  void tellsOfItsProgressUpToTheSizeItPromised() throws IOException {
    Graph graph = graph(2_000_000);
    List<Long> told = new ArrayList<>();
    Path file = folder.resolve("large.onnx");
    OnnxWriter.write(graph, file, told::add);
    assertEquals(Files.size(file), OnnxWriter.size(graph));
    assertEquals(Files.size(file), told.get(told.size() - 1));
    assertEquals(told.stream().sorted().toList(), told);
    assertTrue(told.size() > 4, "8 MB in pieces, not at once");
  }

  @Test
  void leavesNothingBehindWhenItFails() throws IOException {
    Path file = folder.resolve("model.onnx");
    Files.writeString(file, "the model of yesterday");
    assertThrows(
        IllegalStateException.class,
        () ->
            OnnxWriter.write(
                graph(2_000_000),
                file,
                bytes -> {
                  throw new IllegalStateException("as if the disk were full");
                }));
    assertEquals("the model of yesterday", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  private Path write(Graph graph) throws IOException {
    Path file = folder.resolve("model.onnx");
    OnnxWriter.write(graph, file);
    return file;
  }

  private static Graph graph(int length) {
    float[] weights = new float[length];
    for (int i = 0; i < length; i++) {
      weights[i] = i;
    }
    Shape row = Shape.of(1, length);
    return Graph.of(
        new Graph.Parts(
            "small",
            "a test",
            List.of(new Value("x", DataType.FLOAT, row)),
            List.of(Initialiser.floats("w", row, weights)),
            List.of(
                new Node(
                    "n",
                    "Any",
                    List.of("x", "", "w"),
                    List.of(new Value("y", DataType.FLOAT, row)),
                    List.of(
                        new Attribute.Int("int", 3),
                        Attribute.Ints.of("ints", 4, 5),
                        new Attribute.Real("real", 0.5f),
                        new Attribute.Text("text", "nächst")))),
            List.of("y")));
  }
}
