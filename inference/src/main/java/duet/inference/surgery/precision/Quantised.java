package duet.inference.surgery.precision;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.surgery.SurgeryException;
import java.util.List;
import java.util.Set;

/** Whether a network is on integers already. */
final class Quantised {
  private static final Set<String> OPERATORS =
      Set.of(
          "QuantizeLinear",
          "DequantizeLinear",
          "DynamicQuantizeLinear",
          "QLinearConv",
          "QLinearMatMul",
          "ConvInteger",
          "MatMulInteger");

  private Quantised() {}

  /** Refuses a network that is. */
  static void refuse(Graph graph) {
    List<String> found =
        graph.nodes().stream().map(Node::operator).filter(OPERATORS::contains).toList();
    if (!found.isEmpty()) {
      throw new SurgeryException(
          "is quantised already ("
              + found.size()
              + " nodes such as "
              + found.get(0)
              + "); give the FP32 model it was made of");
    }
  }
}
