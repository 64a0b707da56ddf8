package duet.inference.dla;

import duet.inference.dla.rule.Target;
import duet.inference.graph.Value;
import duet.inference.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * How much a layer computes and keeps.
 *
 * @param macs multiply-accumulates; 0 where a shape is not known
 * @param weightBytes of its weights as the DLA stores them
 */
record Work(long macs, long weightBytes) {
  static final Work NONE = new Work(0, 0);

  /** On Orin, whatever is no convolution keeps its weights in FP19, four bytes each. */
  private static final int FP19_BYTES = 4;

  private static final int FP16_BYTES = 2;

  static Work of(Look look, Target target) {
    double weights = numbers(look);
    return new Work(macs(look), (long) (weights * bytes(look, target)));
  }

  private static double numbers(Look look) {
    return switch (look.operator().layer()) {
      case "CONVOLUTION", "DECONVOLUTION", "MATRIX_MULTIPLY", "SCALE", "PARAMETRIC_RELU" ->
          look.parameters().stream()
              .filter(Value::isKnown)
              .mapToDouble(v -> elements(v.shape()))
              .sum();
      default -> 0;
    };
  }

  private static int bytes(Look look, Target target) {
    return switch (look.operator().layer()) {
      case "CONVOLUTION", "DECONVOLUTION", "MATRIX_MULTIPLY" -> target.precision().bytes();
      default -> target.device().name().equals("orin") ? FP19_BYTES : FP16_BYTES;
    };
  }

  private static long macs(Look look) {
    Optional<Shape> out = look.result();
    return switch (look.operator().layer()) {
      case "CONVOLUTION" -> window(out, look.shape(1));
      case "DECONVOLUTION" -> window(look.shape(0), look.shape(1));
      case "MATRIX_MULTIPLY" -> product(out, look.shape(0));
      case "none" -> integers(look);
      default -> 0;
    };
  }

  /** What TensorRT does not know computes all the same. */
  private static long integers(Look look) {
    return switch (look.node().operator()) {
      case "ConvInteger" -> window(look.result(), look.shape(1));
      case "QLinearConv" -> window(look.result(), look.shape(3));
      case "MatMulInteger", "QLinearMatMul" -> product(look.result(), look.shape(0));
      default -> 0;
    };
  }

  /** Each pixel of the map meets the whole kernel. */
  private static long window(Optional<Shape> map, Optional<Shape> kernel) {
    if (map.isEmpty() || kernel.isEmpty() || map.get().rank() < 2) {
      return 0;
    }
    double pixels = elements(map.get()) / Math.max(1, map.get().dims().get(1));
    return (long) (pixels * elements(kernel.get()));
  }

  private static long product(Optional<Shape> out, Optional<Shape> first) {
    if (out.isEmpty() || first.isEmpty() || first.get().rank() == 0) {
      return 0;
    }
    List<Long> dims = first.get().dims();
    return (long) (elements(out.get()) * dims.get(dims.size() - 1));
  }

  /** Of any shape, however large: a real number does not overflow. */
  static double elements(Shape shape) {
    return shape.dims().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
  }
}
