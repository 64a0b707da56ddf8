package duet.inference.partition;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network in parts that run one after another. Each part takes its inputs from those of the whole
 * and from the results of the parts before, by name; together the parts compute all results of the
 * whole, by the very same operators.
 *
 * @param parts in the order in which they run
 */
public record Partition(List<Graph> parts) {
  public Partition {
    parts = List.copyOf(parts);
  }

  /**
   * The parts between cuts.
   *
   * @param cuts of this graph, in any order; none gives one part, the whole
   * @throws IllegalArgumentException when a cut is none of this graph
   */
  public static Partition at(Graph graph, List<Cut> cuts) {
    Flow flow = new Flow(graph);
    Set<String> begins =
        cuts.stream().map(Cut::before).collect(Collectors.toCollection(HashSet::new));
    List<Set<String>> pieces = new ArrayList<>();
    for (Node node : flow.running()) {
      if (begins.remove(node.name()) || pieces.isEmpty()) {
        pieces.add(new LinkedHashSet<>());
      }
      pieces.get(pieces.size() - 1).add(node.name());
    }
    if (!begins.isEmpty()) {
      throw new IllegalArgumentException("no cut of this network lies before " + begins);
    }
    return of(flow, pieces);
  }

  private static Partition of(Flow flow, List<Set<String>> pieces) {
    SubModel models = new SubModel(flow);
    List<Graph> parts = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      boolean last = i == pieces.size() - 1;
      String name = flow.graph().name() + "-" + (i + 1);
      parts.add(models.of(name, pieces.get(i), last ? models.constantResults() : List.of()));
    }
    return new Partition(parts);
  }
}
