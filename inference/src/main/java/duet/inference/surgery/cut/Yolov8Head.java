package duet.inference.surgery.cut;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.surgery.precision.ConvolutionRoles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the head of a YOLOv8 stops being maps. Each level gives a map of distributions of the four
 * sides and one of the scores of the classes, side by side as channels of one map or apart, as the
 * version of the exporter has it; behind them all pixels of all levels are put into one row. Up to
 * there everything is convolutions and the like; what follows, reshapes, a softmax, sums with
 * constants, is little to compute and no DLA takes it. So the network ends at the maps and whoever
 * runs it decodes them.
 *
 * <p>Found by its form, not by names: a Concat along the last axis of three dimensions, each input
 * a Reshape of such a map, and a convolution with weights 0, 1, 2, ... behind it. Where that one is
 * quantised, its rounding is part of the function and the head is none of this form.
 *
 * @param maps names of the values to cut at, the finest level first; distributions of all levels
 *     before scores of all levels where they are apart
 * @param bins of the distribution of a side
 * @param classes that are scored
 */
public record Yolov8Head(List<String> maps, int bins, int classes) {
  private static final int SIDES = 4;

  public Yolov8Head {
    maps = List.copyOf(maps);
  }

  /** The head of a network, if it has one of this form and nothing but it. */
  public static Optional<Yolov8Head> of(Graph graph) {
    Draft draft = new Draft(graph);
    Optional<Integer> bins = bins(graph, draft);
    if (bins.isEmpty() || graph.outputs().size() != 1 || !isBoxes(graph.outputs().get(0))) {
      return Optional.empty();
    }
    int classes = graph.outputs().get(0).shape().dim(1) - SIDES;
    List<List<Value>> rows =
        graph.nodes().stream()
            .filter(Yolov8Head::joinsRows)
            .flatMap(node -> maps(graph, draft, node).stream())
            .filter(maps -> pixels(maps) == graph.outputs().get(0).shape().dim(2))
            .toList();
    return maps(rows, SIDES * bins.get(), classes)
        .map(maps -> new Yolov8Head(maps, bins.get(), classes));
  }

  private static Optional<Integer> bins(Graph graph, Draft draft) {
    Set<String> ramps = ConvolutionRoles.ramps(graph);
    return graph.nodes().stream()
        .filter(node -> ramps.contains(node.name()))
        .flatMap(ramp -> draft.floats(ramp, 1).stream())
        .map(weights -> weights.value().shape().dim(1))
        .findFirst();
  }

  private static boolean isBoxes(Value output) {
    return output.isKnown() && output.shape().rank() == 3 && output.shape().dim(1) > SIDES;
  }

  private static boolean joinsRows(Node node) {
    long axis = node.integer("axis", 0);
    return node.operator().equals("Concat")
        && node.inputs().size() > 1
        && (axis == 2 || axis == -1);
  }

  /** The maps that a Concat puts into one row, if that is what it does. */
  private static Optional<List<Value>> maps(Graph graph, Draft draft, Node concat) {
    List<Value> maps =
        concat.inputs().stream()
            .flatMap(in -> draft.producer(in).stream())
            .filter(node -> node.operator().equals("Reshape"))
            .flatMap(node -> graph.value(node.inputs().get(0)).stream())
            .filter(map -> map.isKnown() && map.shape().rank() == SIDES)
            .filter(map -> draft.producer(map.name()).isPresent())
            .toList();
    return Optional.of(maps).filter(all -> all.size() == concat.inputs().size());
  }

  private static long pixels(List<Value> maps) {
    return maps.stream().mapToLong(map -> (long) map.shape().dim(2) * map.shape().dim(3)).sum();
  }

  /** Side by side, or else apart. */
  private static Optional<List<String>> maps(List<List<Value>> rows, int sides, int classes) {
    Optional<List<Value>> both = ofChannels(rows, sides + classes);
    if (both.isPresent()) {
      return both.map(Yolov8Head::names);
    }
    return ofChannels(rows, sides)
        .flatMap(
            distances ->
                ofChannels(rows.stream().filter(row -> !row.equals(distances)).toList(), classes)
                    .map(scores -> Stream.concat(distances.stream(), scores.stream()).toList()))
        .map(Yolov8Head::names);
  }

  private static Optional<List<Value>> ofChannels(List<List<Value>> rows, int channels) {
    return rows.stream()
        .filter(row -> row.stream().allMatch(map -> map.shape().dim(1) == channels))
        .findFirst();
  }

  private static List<String> names(List<Value> maps) {
    return maps.stream().map(Value::name).toList();
  }

  /** The cut. */
  public CutAt cut() {
    return new CutAt(maps);
  }
}
