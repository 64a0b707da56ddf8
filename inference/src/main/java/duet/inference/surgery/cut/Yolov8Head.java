package duet.inference.surgery.cut;

import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Where the head of a YOLOv8 stops being maps: each level's distributions of the four sides and
 * scores of the classes lie side by side as channels of one map of four dimensions, and behind it
 * all pixels of all levels are put into one row. Up to there everything is convolutions and the
 * like; what follows, reshapes, a softmax, sums with constants, is little to compute and no DLA
 * takes it. So the network ends at the maps and whoever runs it decodes them.
 *
 * <p>Found by its form, not by names: one Concat along the last axis of three dimensions, each
 * input a Reshape of such a map, and a softmax over bins behind it.
 *
 * @param maps names of the values to cut at, the finest first
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
    Optional<Integer> bins = bins(graph);
    if (bins.isEmpty() || graph.outputs().size() != 1) {
      return Optional.empty();
    }
    return graph.nodes().stream()
        .filter(Yolov8Head::joinsRows)
        .flatMap(node -> maps(graph, draft, node).stream())
        .flatMap(maps -> of(graph, maps, bins.get()).stream())
        .findFirst();
  }

  /** The last softmax is the one over the bins of a side; others, of attention, come before. */
  private static Optional<Integer> bins(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.operator().equals("Softmax"))
        .reduce((first, last) -> last)
        .flatMap(
            node ->
                graph
                    .value(node.inputs().get(0))
                    .filter(Value::isKnown)
                    .map(Value::shape)
                    .filter(shape -> shape.rank() == SIDES)
                    .map(shape -> shape.dim(Math.floorMod(node.integer("axis", -1), SIDES))));
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
            .filter(map -> map.isKnown() && map.shape().rank() == 4)
            .filter(map -> draft.producer(map.name()).isPresent())
            .toList();
    return Optional.of(maps).filter(all -> all.size() == concat.inputs().size());
  }

  private static Optional<Yolov8Head> of(Graph graph, List<Value> maps, int bins) {
    int channels = maps.get(0).shape().dim(1);
    int classes = channels - SIDES * bins;
    long pixels = maps.stream().mapToLong(map -> pixels(map.shape())).sum();
    boolean alike = maps.stream().allMatch(map -> map.shape().dim(1) == channels);
    Shape boxes = Shape.of(1, SIDES + Math.max(1, classes), pixels);
    Value output = graph.outputs().get(0);
    boolean fits = output.isKnown() && output.shape().equals(boxes);
    return alike && classes > 0 && fits
        ? Optional.of(new Yolov8Head(maps.stream().map(Value::name).toList(), bins, classes))
        : Optional.empty();
  }

  private static long pixels(Shape map) {
    return (long) map.dim(2) * map.dim(3);
  }

  /** The cut. */
  public CutAt cut() {
    return new CutAt(maps);
  }
}
