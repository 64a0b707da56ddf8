package duet.inference.partition;

import duet.inference.graph.Value;
import java.util.List;

/**
 * A place where a network can be cut in two.
 *
 * @param before name of the first node behind the cut; nodes that only prepare constants lie on no
 *     side
 * @param live what is there before the cut and read behind it, in the order in which it comes to
 *     be: inputs of the network, results of layers, skips of a U-Net; no weights
 */
public record Cut(String before, List<Value> live) {
  public Cut {
    live = List.copyOf(live);
  }

  /** What has to be kept, and handed over where the other side runs somewhere else. */
  public long bytes() {
    return live.stream().mapToLong(Value::bytes).sum();
  }
}
