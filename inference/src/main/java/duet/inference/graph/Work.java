package duet.inference.graph;

import duet.inference.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** Multiply-accumulates of a node. */
final class Work {
  private Work() {}

  /** 0 where a size is unknown, and for operators that multiply no matrices. */
  static long macs(Graph graph, Node node) {
    if (node.outputs().isEmpty() || !node.output().isKnown()) {
      return 0;
    }
    return switch (node.operator()) {
      case "Conv", "ConvInteger", "com.microsoft::FusedConv" ->
          window(node.output().shape(), shape(graph, node, 1));
      case "QLinearConv" -> window(node.output().shape(), shape(graph, node, 3));
      // Each input pixel meets the whole kernel, whatever the padding cuts off afterwards.
      case "ConvTranspose" ->
          shape(graph, node, 0).map(map -> window(map, shape(graph, node, 1))).orElse(0L);
      case "MatMul", "MatMulInteger", "QLinearMatMul" -> product(graph, node, 1);
      case "Gemm" -> product(graph, node, node.integer("transA", 0) == 0 ? 1 : 2);
      case "LSTM", "GRU", "RNN" -> recurrent(graph, node);
      default -> 0;
    };
  }

  /** The pixels of a map, batch times those of one channel, times the numbers in the kernel. */
  private static long window(Shape map, Optional<Shape> kernel) {
    List<Long> dims = map.dims();
    if (dims.size() < 3) {
      return 0;
    }
    long pixels = new Shape(dims.subList(2, dims.size())).elements() * dims.get(0);
    return kernel.map(k -> pixels * k.elements()).orElse(0L);
  }

  /** The numbers that come out, times the length of a row, which is so far from the end. */
  private static long product(Graph graph, Node node, int fromEnd) {
    long results = node.output().shape().elements();
    return shape(graph, node, 0)
        .filter(rows -> rows.rank() >= fromEnd)
        .map(rows -> results * rows.dims().get(rows.rank() - fromEnd))
        .orElse(0L);
  }

  /** Each step and each image of the batch meets all weights, those of the state included. */
  private static long recurrent(Graph graph, Node node) {
    long weights =
        shape(graph, node, 1).map(Shape::elements).orElse(0L)
            + shape(graph, node, 2).map(Shape::elements).orElse(0L);
    return shape(graph, node, 0)
        .filter(steps -> steps.rank() == 3)
        .map(steps -> steps.dims().get(0) * steps.dims().get(1) * weights)
        .orElse(0L);
  }

  private static Optional<Shape> shape(Graph graph, Node node, int input) {
    return node.input(input).flatMap(graph::value).filter(Value::isKnown).map(Value::shape);
  }
}
