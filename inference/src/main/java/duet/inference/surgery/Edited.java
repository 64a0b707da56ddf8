package duet.inference.surgery;

import duet.inference.graph.Graph;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of a graph.
 *
 * @param changes in the order in which they were made
 */
public record Edited(Graph graph, List<Change> changes) {
  public Edited {
    changes = List.copyOf(changes);
  }

  /**
   * One change.
   *
   * @param node the node it was made at
   * @param what in words, such as {@code batch normalisation folded in}
   */
  public record Change(String node, String what) {}

  Edited after(List<Change> earlier) {
    return new Edited(graph, Stream.concat(earlier.stream(), changes.stream()).toList());
  }
}
