package duet.app.vision;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ONNX files of a few bytes with the ports that a test wants; their outputs are constants. */
final class TinyOnnx {
  private final Value input;
  private final Map<String, Shape> outputs = new LinkedHashMap<>();

  private TinyOnnx(Value input) {
    this.input = input;
  }

  static TinyOnnx taking(String name, long... dims) {
    return new TinyOnnx(new Value(name, DataType.FLOAT, Shape.of(dims)));
  }

  TinyOnnx giving(String name, long... dims) {
    outputs.put(name, Shape.of(dims));
    return this;
  }

  Path write(Path file) throws IOException {
    return write(file, "Identity");
  }

  /** Writes it with another operator in place of Identity. */
  Path write(Path file, String operator) throws IOException {
    List<Initialiser> constants = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    outputs.forEach(
        (name, shape) -> {
          constants.add(Initialiser.floats(name + "-is", shape, new float[(int) shape.elements()]));
          nodes.add(
              new Node(
                  name + "-node",
                  operator,
                  List.of(name + "-is"),
                  List.of(new Value(name, DataType.FLOAT, shape)),
                  List.of()));
        });
    OnnxWriter.write(
        Graph.of(
            new Graph.Parts(
                "tiny", "", List.of(input), constants, nodes, List.copyOf(outputs.keySet()))),
        file);
    return file;
  }
}
