package duet.inference.engine.jetson.cost;

import duet.inference.graph.Node;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which nodes an engine does in one go, as far as NVIDIA tells. */
public enum Fusion {
  /**
   * TensorRT on a GPU: what works number by number goes into the layer before it, also a gate such
   * as SiLU, of which the two branches meet again.
   */
  GPU,
  /**
   * An NVDLA core: behind the multipliers stand one bias, one scale, one addition and one curve, so
   * a convolution takes these and no gate.
   */
  DLA;

  private static final Set<String> PRODUCTS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

  /** Copies, of which a GPU makes something else on the way. */
  private static final Set<String> COPIES = Set.of("Slice", "Resize");

  /** One number in, one number out, at the same place. */
  private static final Set<String> POINTWISE =
      Set.of(
          "BatchNormalization",
          "Relu",
          "LeakyRelu",
          "PRelu",
          "Clip",
          "Sigmoid",
          "HardSigmoid",
          "HardSwish",
          "Elu",
          "Softplus",
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Max",
          "Min",
          "Pow",
          "Sqrt",
          "Exp",
          "Abs",
          "Neg");

  /** They only say in what their neighbours compute, or nothing at all. */
  private static final Set<String> REMARKS =
      Set.of("Identity", "Dropout", "Cast", "QuantizeLinear", "DequantizeLinear");

  private static final Set<String> VIEWS =
      Stream.concat(REMARKS.stream(), Stream.of("Reshape", "Flatten", "Squeeze", "Unsqueeze"))
          .collect(Collectors.toUnmodifiableSet());

  /** Whether a node takes in what works number by number on its result. */
  boolean isHost(Node node) {
    boolean copy = COPIES.contains(node.operator()) || isPointwise(node);
    return PRODUCTS.contains(node.operator()) || (this == GPU && copy);
  }

  /** Whether the branches of a gate may both go in. */
  boolean takesGates() {
    return this == GPU;
  }

  /** Whether what follows may be fused as if the node were not there. */
  boolean isTransparent(Node node) {
    return !isView(node) || REMARKS.contains(node.operator());
  }

  static boolean isPointwise(Node node) {
    return POINTWISE.contains(node.operator());
  }

  /**
   * Whether a node gives the same numbers under another shape or scale. A GPU reads a part of a
   * tensor where it lies; a DLA copies it.
   */
  boolean isView(Node node) {
    return VIEWS.contains(node.operator()) || (this == GPU && node.operator().equals("Split"));
  }
}
