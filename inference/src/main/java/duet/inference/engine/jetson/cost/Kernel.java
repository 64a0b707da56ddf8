package duet.inference.engine.jetson.cost;

import java.util.List;

/**
 * What an engine does in one go: a layer with all that is fused into it. Sizes are numbers, not
 * bytes: how wide a number is depends on the precision of the engine.
 *
 * @param operator of the node that the others are fused into
 * @param nodes names, in the order of the graph; the first is that node
 * @param macs multiply-accumulates
 * @param weights numbers in the weights
 * @param moved numbers that come in from elsewhere and go out to elsewhere
 * @param channels of a convolution; {@link Channels#NONE} for all else
 */
public record Kernel(
    String operator, List<String> nodes, long macs, long weights, long moved, Channels channels) {
  public Kernel {
    nodes = List.copyOf(nodes);
  }

  /** Nothing is launched for a mere change of shape. */
  public boolean isLaunched() {
    return macs > 0 || moved > 0;
  }

  /** All that crosses the memory. */
  public long numbers() {
    return weights + moved;
  }
}
