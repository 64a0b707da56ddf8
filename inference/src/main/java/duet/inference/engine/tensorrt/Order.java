package duet.inference.engine.tensorrt;

import duet.inference.device.Lane;
import duet.inference.engine.Optimisation;
import duet.inference.graph.Graph;
import java.util.List;

/** Which engine is wanted of a model: for what silicon, computing in what. */
record Order(Lane lane, Precision precision) {
  /** What the layers may compute in. */
  enum Precision {
    FP32,
    FP16,
    /** By the Q/DQ pairs of the model or the ranges beside it; FP16 where it has none. */
    INT8
  }

  /**
   * A quantised model says so itself. The DLA has no FP32. On the GPU whoever wants the results of
   * the CPU to the last digits gets FP32.
   */
  static Order of(Graph graph, Lane lane, Optimisation optimisation) {
    boolean quantised =
        graph.nodes().stream().anyMatch(node -> node.operator().equals("QuantizeLinear"));
    if (quantised) {
      return new Order(lane, Precision.INT8);
    }
    boolean exact = lane == Lane.GPU && optimisation != Optimisation.ALL;
    return new Order(lane, exact ? Precision.FP32 : Precision.FP16);
  }

  /** A DLA of TensorRT up to 10.7 gets its bytes by ranges beside the model. */
  Order with(Ranges ranges) {
    return dlaCore() >= 0 && !ranges.isEmpty() ? new Order(lane, Precision.INT8) : this;
  }

  /** From the command line of a child. */
  static Order parse(String lane, String precision) {
    return new Order(Lane.valueOf(lane), Precision.valueOf(precision));
  }

  /** The DLA core, or -1 for the GPU. */
  int dlaCore() {
    return List.of(Lane.DLA0, Lane.DLA1).indexOf(lane);
  }

  /** An engine runs on either DLA core: built once, it serves both. */
  String silicon() {
    return dlaCore() < 0 ? "gpu" : "dla";
  }
}
