package duet.inference.partition;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The legal cuts of a network: one between any two layers in the order of the graph, provided that
 * all that goes over is of known size, as what comes in at the other side has to be.
 *
 * <p>Where branches lie side by side, another order of the nodes would have other cuts; the order
 * is the one in which the graph runs, and each cut of it is one.
 */
public final class Cuts {
  private Cuts() {}

  /** All legal cuts in order; shapes that the file does not tell need to be inferred before. */
  public static List<Cut> of(Graph graph) {
    Flow flow = new Flow(graph);
    Map<String, Integer> lastRead = lastRead(flow);
    Map<String, Value> live = new LinkedHashMap<>();
    graph.inputs().forEach(input -> live.put(input.name(), input));
    List<Cut> cuts = new ArrayList<>();
    for (int i = 0; i < flow.running().size(); i++) {
      int next = i;
      live.keySet().removeIf(name -> lastRead.getOrDefault(name, -1) < next);
      if (i > 0 && live.values().stream().allMatch(Value::isKnown)) {
        cuts.add(new Cut(flow.running().get(i).name(), List.copyOf(live.values())));
      }
      flow.running().get(i).outputs().forEach(output -> live.put(output.name(), output));
    }
    return cuts;
  }

  private static Map<String, Integer> lastRead(Flow flow) {
    Map<String, Integer> last = new HashMap<>();
    int i = 0;
    for (Node node : flow.running()) {
      for (String input : flow.read(node)) {
        last.put(input, i);
      }
      i++;
    }
    return last;
  }
}
