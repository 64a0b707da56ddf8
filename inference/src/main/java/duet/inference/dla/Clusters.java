package duet.inference.dla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts layers together that can run as one piece: neighbours of one colour (GPU, or DLA at a batch)
 * between which no path leads through another colour. A layer stands one level above what it reads
 * where the colour changes; so any path out of a level and back ends on a higher one, and pieces
 * made within a level cannot wait for each other. That may cut more often than TensorRT does, never
 * less than it must.
 */
final class Clusters {
  private final List<Integer> parents = new ArrayList<>();
  private final Map<String, Origin> origins = new HashMap<>();

  private record Origin(int level, String colour, int cluster) {}

  /** Adds a layer, after all that it reads. */
  int add(String colour, List<String> inputs, List<String> outputs) {
    List<Origin> sources =
        inputs.stream().flatMap(input -> Optional.ofNullable(origins.get(input)).stream()).toList();
    int level =
        sources.stream()
            .mapToInt(source -> source.level + (source.colour.equals(colour) ? 0 : 1))
            .max()
            .orElse(0);
    int cluster = parents.size();
    parents.add(cluster);
    sources.stream()
        .filter(source -> source.colour.equals(colour) && source.level == level)
        .forEach(source -> parents.set(root(source.cluster), root(cluster)));
    outputs.forEach(output -> origins.put(output, new Origin(level, colour, cluster)));
    return cluster;
  }

  /** Whatever is no layer leads from its input to its outputs. */
  void pass(List<String> inputs, List<String> outputs) {
    inputs.stream()
        .flatMap(input -> Optional.ofNullable(origins.get(input)).stream())
        .findFirst()
        .ifPresent(origin -> outputs.forEach(output -> origins.put(output, origin)));
  }

  /** The same for all layers of a piece. */
  int root(int cluster) {
    int at = cluster;
    while (parents.get(at) != at) {
      at = parents.get(at);
    }
    return at;
  }
}
