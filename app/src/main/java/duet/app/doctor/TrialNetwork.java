package duet.app.doctor;

import duet.inference.graph.Attribute;
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
import java.util.List;
import java.util.SplittableRandom;

/** Six convolutions with ReLU, of the sizes that a DLA takes whole; weights from a seed. */
final class TrialNetwork {
  static final String INPUT = "image";
  static final String OUTPUT = "rectified5";
  static final Shape SHAPE = Shape.of(1, 32, 64, 64);

  private static final int LAYERS = 6;
  private static final int CHANNELS = 32;

  private TrialNetwork() {}

  static void write(Path file) throws IOException {
    List<Initialiser> kernels = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    String last = INPUT;
    for (int layer = 0; layer < LAYERS; layer++) {
      kernels.add(kernel(layer));
      nodes.addAll(layer(layer, last));
      last = "rectified" + layer;
    }
    Value image = new Value(INPUT, DataType.FLOAT, SHAPE);
    OnnxWriter.write(
        Graph.of(
            new Graph.Parts(
                "trial", "To try a lane with.", List.of(image), kernels, nodes, List.of(OUTPUT))),
        file);
  }

  private static List<Node> layer(int number, String input) {
    Value map = new Value("map" + number, DataType.FLOAT, SHAPE);
    return List.of(
        new Node(
            "conv" + number,
            "Conv",
            List.of(input, "kernel" + number),
            List.of(map),
            List.of(Attribute.Ints.of("pads", 1, 1, 1, 1))),
        new Node(
            "relu" + number,
            "Relu",
            List.of(map.name()),
            List.of(map.named("rectified" + number)),
            List.of()));
  }

  private static Initialiser kernel(int layer) {
    float[] values = new float[CHANNELS * CHANNELS * 9];
    // Uniform noise that keeps the size of the maps [He 2015]: with weights that cancel each other
    // the rounding of FP16 would look like a fault.
    double bound = Math.sqrt(6.0 / (CHANNELS * 9));
    SplittableRandom random = new SplittableRandom(layer);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return Initialiser.floats("kernel" + layer, Shape.of(CHANNELS, CHANNELS, 3, 3), values);
  }
}
