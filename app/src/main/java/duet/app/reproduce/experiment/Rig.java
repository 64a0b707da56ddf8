package duet.app.reproduce.experiment;

import duet.inference.device.Lane;
import duet.inference.dla.rule.Target;
import duet.inference.engine.jetson.Network;
import duet.inference.graph.Graph;
import duet.inference.graph.Node;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Segment;
import duet.models.build.Pix2Pix;
import duet.models.build.Pix2Pix.Variant;
import duet.models.build.Yolov8;
import duet.models.build.Yolov8.Scale;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The paper's networks, as Duet builds them, taken apart; and its way of counting layers: in the
 * order of the ONNX file, a node each.
 */
public final class Rig {
  private static final int WIDTH = 64;
  private static final int SIZE = 256;
  private static final int YOLO_SIZE = 640;
  private static final int YOLO_CLASSES = 80;

  private final Map<Variant, Network> generators = new EnumMap<>(Variant.class);
  private final Map<Scale, Network> detectors = new EnumMap<>(Scale.class);

  /** The place of each node in the file, by network. */
  private final Map<String, Map<String, Integer>> places = new HashMap<>();

  public Rig(Target target) {
    for (Variant variant : Variant.values()) {
      Graph graph = new Pix2Pix(variant, WIDTH, SIZE).graph((name, into) -> {}, "");
      generators.put(variant, network(variant.name(), graph, target));
    }
    for (Scale scale : Scale.values()) {
      Graph graph = new Yolov8(scale, YOLO_SIZE, YOLO_CLASSES).graph((name, into) -> {}, "");
      detectors.put(scale, network("YOLOv8" + scale.letter(), graph, target));
    }
  }

  private Network network(String name, Graph graph, Target target) {
    Map<String, Integer> own = new HashMap<>();
    List<Node> nodes = graph.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      own.put(nodes.get(i).name(), i);
    }
    places.put(name, own);
    return Network.of(name, graph, target);
  }

  public Network generator(Variant variant) {
    return Objects.requireNonNull(generators.get(variant));
  }

  public Network detector(Scale scale) {
    return Objects.requireNonNull(detectors.get(scale));
  }

  /** How many nodes stand before a segment. */
  public int place(ModelProfile model, int segment) {
    Map<String, Integer> own = Objects.requireNonNull(places.get(model.model()));
    return segment == model.segments().size()
        ? own.size()
        : Objects.requireNonNull(own.get(model.segments().get(segment).name()));
  }

  /** The segment that begins nearest to so many nodes; of two equally near the earlier. */
  public int segment(ModelProfile model, int nodes) {
    int best = 0;
    for (int i = 0; i <= model.segments().size(); i++) {
      boolean nearer = Math.abs(place(model, i) - nodes) < Math.abs(place(model, best) - nodes);
      best = nearer ? i : best;
    }
    return best;
  }

  /** The lanes of the segments: one lane up to each end; what the DLA refuses falls back. */
  public static List<Lane> lanes(ModelProfile model, List<Lane> wanted, int... ends) {
    List<Lane> lanes = new ArrayList<>();
    int piece = 0;
    for (int i = 0; i < model.segments().size(); i++) {
      while (piece < ends.length && i >= ends[piece]) {
        piece++;
      }
      Segment segment = model.segments().get(i);
      Lane lane = wanted.get(piece);
      lanes.add(segment.runsOn(lane) ? lane : Lane.GPU);
    }
    return lanes;
  }
}
