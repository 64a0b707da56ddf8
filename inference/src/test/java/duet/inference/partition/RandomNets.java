package duet.inference.partition;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Value;
import duet.inference.surgery.Nets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Networks of random layers with branches: each layer reads any maps there are, so values stay
 * alive over many layers. All maps are 1 x 4 x 6 x 6.
 */
final class RandomNets {
  private static final String[] PLAIN = {"Relu", "Sigmoid", "Tanh", "LeakyRelu", "Softmax", "Abs"};
  private static final String[] TWO = {"Add", "Mul", "Sub", "Max"};

  private final Random random;
  private final Nets nets = new Nets().input("x", 1, 4, 6, 6).input("y", 1, 4, 6, 6);
  private final List<String> maps = new ArrayList<>(List.of("x", "y"));
  private int count;

  RandomNets(Random random) {
    this.random = random;
    nets.weights("w", 4, 4, 3, 3).weights("wide", 4, 8, 1, 1).weights("up", 4, 4, 2, 2);
    nets.ints("axes", 2, 3).ints("from", 1, 1).ints("to", 7, 7).ints("halves", 2, 2);
  }

  /** Of 3 to 14 layers and one or two results. */
  Graph graph() {
    for (int i = 3 + random.nextInt(12); i > 0; i--) {
      layer();
    }
    String last = maps.get(maps.size() - 1);
    String other = any();
    return other.equals(last) || other.length() == 1 ? nets.graph(last) : nets.graph(other, last);
  }

  private String any() {
    return maps.get(random.nextInt(maps.size()));
  }

  private String name() {
    count++;
    return "v" + count;
  }

  private void layer() {
    String name = name();
    switch (random.nextInt(8)) {
      case 0 -> nets.node("Conv", name, List.of(any(), "w"), Ints.of("pads", 1, 1, 1, 1));
      case 1 -> nets.node(TWO[random.nextInt(4)], name, List.of(any(), any()));
      case 2 -> merged(name);
      case 3 -> croppedDeconvolution(name);
      case 4 -> ownWeights(name);
      case 5 -> nets.norm(name, any(), 4);
      case 6 -> scaled(name);
      default -> nets.node(PLAIN[random.nextInt(PLAIN.length)], name, List.of(any()));
    }
    maps.add(name);
  }

  private void merged(String name) {
    String both = name();
    nets.node("Concat", both, List.of(any(), any()), new Attribute.Int("axis", 1))
        .node("Conv", name, List.of(both, "wide"));
  }

  /** 6 to 12 by kernel 2, stride 2, then 6 of them. */
  private void croppedDeconvolution(String name) {
    String large = name();
    nets.node("ConvTranspose", large, List.of(any(), "up"), Ints.of("strides", 2, 2))
        .node("Slice", name, List.of(large, "from", "to", "axes"));
  }

  /** Weights that the network prepares itself. */
  private void ownWeights(String name) {
    String prepared = name();
    nets.node("Neg", prepared, List.of("w"))
        .node("Conv", name, List.of(any(), prepared), Ints.of("pads", 1, 1, 1, 1));
  }

  /** By a size that is computed from the map itself. */
  private void scaled(String name) {
    String shape = name();
    String from = any();
    nets.node("Shape", shape, List.of(from)).node("Reshape", name, List.of(from, shape));
  }

  static List<String> names(List<Value> values) {
    return values.stream().map(Value::name).toList();
  }
}
