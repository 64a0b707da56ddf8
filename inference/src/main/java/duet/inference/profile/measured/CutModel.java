package duet.inference.profile.measured;

import duet.inference.device.Lane;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Optimisation;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.graph.NodeCost;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxException;
import duet.inference.onnx.OnnxReader;
import duet.inference.onnx.OnnxWriter;
import duet.inference.partition.Cut;
import duet.inference.partition.Partition;
import duet.inference.partition.Segments;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Segment;
import duet.inference.shape.InferShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A model file cut in segments, of which any neighbouring ones can be opened as one engine.
 * Whatever is opened, all engines together give the bits of the whole; see {@link Segments}.
 */
public final class CutModel {
  private final String name;
  private final Path file;
  private final Graph graph;
  private final List<Cut> cuts;

  private CutModel(String name, Path file, Graph graph, List<Cut> cuts) {
    this.name = name;
    this.file = file;
    this.graph = graph;
    this.cuts = List.copyOf(cuts);
  }

  /**
   * Reads a model and cuts it.
   *
   * @param segments at most so many; where there could be more, those stay that share the work most
   *     evenly
   * @throws InferenceException {@code UNREADABLE_MODEL}
   */
  public static CutModel read(String name, Path file, int segments) {
    Graph graph = graph(file);
    return new CutModel(name, file, graph, evenly(graph, Segments.of(graph), segments - 1));
  }

  /**
   * Reads a model and cuts it as its profile is cut.
   *
   * @throws InferenceException {@code WRONG_CONTRACT} when the profile is of another network
   */
  public static CutModel read(ModelProfile profile, Path file) {
    Graph graph = graph(file);
    Set<String> begins = new HashSet<>();
    profile.segments().stream().skip(1).map(Segment::name).forEach(begins::add);
    List<Cut> cuts =
        Segments.of(graph).stream().filter(cut -> begins.remove(cut.before())).toList();
    if (!begins.isEmpty()) {
      throw new InferenceException(
          Kind.WRONG_CONTRACT,
          "the profile of '%s' cuts before %s, where the model file has no cut; profile it again"
              .formatted(profile.model(), begins));
    }
    return new CutModel(profile.model(), file, graph, cuts);
  }

  private static Graph graph(Path file) {
    try {
      return InferShapes.of(OnnxReader.read(file));
    } catch (OnnxException e) {
      throw new InferenceException(Kind.UNREADABLE_MODEL, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<Cut> evenly(Graph graph, List<Cut> all, int wanted) {
    if (all.size() <= wanted) {
      return all;
    }
    double[] before = workBefore(graph, all);
    double total = NodeCost.of(graph).values().stream().mapToDouble(NodeCost::macs).sum();
    List<Cut> chosen = new ArrayList<>();
    int next = 0;
    for (int i = 1; i <= wanted; i++) {
      // As many have to be left as are still wanted.
      int last = all.size() - (wanted - i) - 1;
      while (next < last && before[next] < total * i / (wanted + 1)) {
        next++;
      }
      chosen.add(all.get(next));
      next++;
    }
    return chosen;
  }

  private static double[] workBefore(Graph graph, List<Cut> cuts) {
    Map<String, NodeCost> costs = NodeCost.of(graph);
    double[] before = new double[cuts.size()];
    double sum = 0;
    int cut = 0;
    for (Node node : graph.nodes()) {
      if (cut < cuts.size() && cuts.get(cut).before().equals(node.name())) {
        before[cut++] = sum;
      }
      sum += Objects.requireNonNull(costs.get(node.name())).macs();
    }
    return before;
  }

  public String name() {
    return name;
  }

  public int segments() {
    return cuts.size() + 1;
  }

  /** Names of what the network gives. */
  public List<String> results() {
    return graph.outputs().stream().map(Value::name).toList();
  }

  /** Of its first layer. */
  String segmentName(int segment) {
    return segment == 0 ? firstLayer() : cuts.get(segment - 1).before();
  }

  private String firstLayer() {
    return graph.nodes().stream().findFirst().map(Node::name).orElse(name);
  }

  /** What a segment takes in. */
  long inputBytes(int segment) {
    return segment == 0
        ? graph.inputs().stream().mapToLong(Value::bytes).sum()
        : cuts.get(segment - 1).bytes();
  }

  /** What a segment moves to and from memory: its weights, and each map once each way. */
  long movedBytes(int segment) {
    Graph part = part(segment, segment + 1);
    return NodeCost.of(part).values().stream()
        .mapToLong(cost -> cost.weightBytes() + cost.readBytes() + cost.writtenBytes())
        .sum();
  }

  /** INT8, FP16 or FP32, by the numbers that are in it. */
  String precision() {
    if (graph.nodes().stream().anyMatch(node -> node.operator().equals("DequantizeLinear"))) {
      return "INT8";
    }
    boolean half =
        graph.initialisers().stream()
            .anyMatch(i -> i.value().type() == duet.inference.tensor.DataType.FLOAT16);
    return half ? "FP16" : "FP32";
  }

  private Graph part(int from, int to) {
    List<Cut> borders = new ArrayList<>();
    if (from > 0) {
      borders.add(cuts.get(from - 1));
    }
    if (to < segments()) {
      borders.add(cuts.get(to - 1));
    }
    return Partition.at(graph, borders).parts().get(from > 0 ? 1 : 0);
  }

  /**
   * Opens neighbouring segments as one engine.
   *
   * @param from the first
   * @param to one after the last
   * @throws InferenceException when the lane cannot run them
   */
  public Engine open(Backend backend, Lane lane, int from, int to) {
    Graph part = part(from, to);
    if (part.nodes().size() == graph.nodes().size()) {
      return backend.open(file, lane, Optimisation.ALL);
    }
    try {
      Path written = Files.createTempFile("duet-part", ".onnx");
      try {
        OnnxWriter.write(part, written);
        return backend.open(written, lane, Optimisation.ALL);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw new InferenceException(
          Kind.FAILED, "a part of '" + name + "' could not be written to the temporary folder", e);
    }
  }
}
