package duet.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Header;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RoundTripTest {

  @Property(tries = 200)
  void whatIsWrittenIsReadAgain(@ForAll Random random) throws IOException {
    Graph written = graph(random);
    Graph read = read(bytes(written));
    assertEquals(written.name(), read.name());
    assertEquals(written.description(), read.description());
    assertEquals(written.header(), read.header());
    assertEquals(written.inputs(), read.inputs());
    assertEquals(written.initialisers(), read.initialisers());
    assertEquals(written.nodes(), read.nodes());
    assertEquals(written.outputs(), read.outputs());
  }

  @Property(tries = 500)
  void brokenBytesAreAGraphOrRefusedAndNothingElse(@ForAll Random random) throws IOException {
    byte[] bytes = bytes(graph(random));
    bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    try {
      assertNotNull(read(bytes));
    } catch (OnnxException e) {
      assertNotNull(e.getMessage());
    }
  }

  private static byte[] bytes(Graph graph) throws IOException {
    Path file = Files.createTempFile("round-trip", ".onnx");
    try {
      OnnxWriter.write(graph, file);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  private static Graph read(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("round-trip", ".onnx");
    try {
      Files.write(file, bytes);
      return OnnxReader.read(file);
    } finally {
      Files.delete(file);
    }
  }

  private static Graph graph(Random random) {
    List<Value> inputs = List.of(value("in", random), value("in2", random));
    List<Initialiser> initialisers = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of("in", "in2", ""));
    for (int i = random.nextInt(5); i > 0; i--) {
      initialisers.add(initialiser("w" + i, random));
      names.add("w" + i);
    }
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(6); i++) {
      List<String> in = List.of(any(names, random), any(names, random));
      Value out = random.nextInt(3) == 0 ? Value.unknown("v" + i) : value("v" + i, random);
      String domain = random.nextInt(4) == 0 ? "com.microsoft::" : "";
      nodes.add(new Node("n" + i, domain + "Any", in, List.of(out), attributes(random)));
      names.add("v" + i);
    }
    String last = nodes.get(nodes.size() - 1).output().name();
    Header header =
        new Header(
            Map.of("", 13L + random.nextInt(10), "com.microsoft", 1L), Map.of("names", "{0: 'a'}"));
    return Graph.of(
        new Graph.Parts("g", "döc", inputs, initialisers, nodes, List.of(last), header));
  }

  private static List<Attribute> attributes(Random random) {
    List<Attribute> all =
        List.of(
            new Attribute.Int("int", random.nextLong()),
            Attribute.Ints.of("ints", 1, random.nextLong()),
            new Attribute.Real("real", random.nextFloat()),
            new Attribute.Reals("reals", List.of(random.nextFloat(), 2f)),
            new Attribute.Text("text", "größer"),
            new Attribute.Texts("texts", List.of("a", "")),
            new Attribute.Constant(initialiser("constant", random)));
    return all.subList(0, random.nextInt(all.size() + 1));
  }

  private static String any(List<String> names, Random random) {
    return names.get(random.nextInt(names.size()));
  }

  private static Value value(String name, Random random) {
    DataType[] types = DataType.values();
    List<Long> dims = random.ints(random.nextInt(4), 0, 4).asLongStream().boxed().toList();
    return new Value(name, types[1 + random.nextInt(types.length - 1)], new Shape(dims));
  }

  private static Initialiser initialiser(String name, Random random) {
    Value value = value(name, random);
    byte[] bytes = new byte[(int) value.shape().elements() * value.type().bytes()];
    random.nextBytes(bytes);
    return new Initialiser(value, ByteBuffer.wrap(bytes));
  }
}
