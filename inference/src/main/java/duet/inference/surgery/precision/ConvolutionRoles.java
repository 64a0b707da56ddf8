package duet.inference.surgery.precision;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Convolution;
import duet.inference.surgery.Draft;
import duet.inference.tensor.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Which convolutions of a network eight bits would hurt more than they help. */
public final class ConvolutionRoles {
  private ConvolutionRoles() {}

  /**
   * The convolutions whose result reaches an output of the network through no other convolution:
   * what is rounded there, nothing makes up for. They are few and small. The fixed ramps of a
   * detector (DFL) count as no convolution here.
   */
  public static Set<String> last(Graph graph) {
    Draft draft = new Draft(graph);
    Set<String> last = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(graph.outputs().stream().map(Value::name).toList());
    while (!open.isEmpty()) {
      Optional<Node> node = draft.producer(open.pop()).filter(n -> seen.add(n.name()));
      if (node.filter(n -> Convolution.isOne(n) && !isRamp(draft, n)).isPresent()) {
        last.add(node.get().name());
      } else {
        node.ifPresent(n -> open.addAll(n.inputs()));
      }
    }
    return last;
  }

  /** The convolutions whose weights are 0, 1, 2, ...: the mean of a distribution over bins. */
  public static Set<String> ramps(Graph graph) {
    Draft draft = new Draft(graph);
    Set<String> ramps = new LinkedHashSet<>();
    graph.nodes().stream()
        .filter(node -> Convolution.isOne(node) && isRamp(draft, node))
        .forEach(node -> ramps.add(node.name()));
    return ramps;
  }

  private static boolean isRamp(Draft draft, Node node) {
    Optional<Initialiser> weights = draft.floats(node, 1);
    if (weights.isEmpty()) {
      return false;
    }
    Shape shape = weights.get().value().shape();
    FloatBuffer floats = weights.get().asFloats();
    boolean ramp = shape.dim(0) == 1 && floats.limit() > 1 && floats.limit() == shape.dim(1);
    for (int i = 0; ramp && i < floats.limit(); i++) {
      ramp = floats.get(i) == i;
    }
    return ramp;
  }
}
