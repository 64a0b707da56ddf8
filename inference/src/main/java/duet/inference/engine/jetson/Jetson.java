package duet.inference.engine.jetson;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.dla.rule.Precision;
import duet.inference.dla.rule.Rulebook;
import duet.inference.dla.rule.Target;
import duet.inference.engine.jetson.board.Constant;
import duet.inference.engine.jetson.board.Setting;
import duet.inference.engine.jetson.cost.Roof;
import duet.inference.graph.Graph;
import duet.inference.graph.Value;
import duet.inference.plan.ImpossibleException;
import duet.inference.profile.Contention;
import duet.inference.profile.Hop;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import duet.inference.profile.Subject;
import duet.inference.tensor.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A simulated Jetson: one GPU, two DLA cores, one memory that they share. Predicts what networks
 * cost on each.
 *
 * @param setting board and power mode, with all constants
 * @param precision of the engines
 */
public record Jetson(Setting setting, Precision precision) {
  private static final List<Lane> LANES = List.of(Lane.GPU, Lane.DLA0, Lane.DLA1);
  private static final Set<DataType> REAL =
      Set.of(DataType.FLOAT, DataType.FLOAT16, DataType.BFLOAT16, DataType.DOUBLE);

  /**
   * A network to profile.
   *
   * @param name under which it is in the profile
   * @param graph of fixed sizes
   */
  public record Named(String name, Graph graph) {}

  /** The engines, the strongest first. */
  public static List<Lane> lanes() {
    return LANES;
  }

  /** What the rules of the DLA are asked for. */
  public Target target() {
    Rulebook book = Rulebook.read();
    return new Target(
        book.device(setting.rules().device()).orElseThrow(),
        book.release(setting.rules().tensorRt()).orElseThrow(),
        precision);
  }

  /** What networks would cost here; nothing is run. */
  public Profile profile(List<Named> models) {
    return profileOf(models.stream().map(this::profile).toList());
  }

  /** What one network would cost. */
  public ModelProfile profile(Named model) {
    return price(Network.of(model.name(), model.graph(), target()));
  }

  /**
   * What one network would cost, of which the pieces are known; takes no time worth telling.
   *
   * @throws ImpossibleException when a layer would take longer than a profile can say
   */
  public ModelProfile price(Network network) {
    try {
      List<Segment> segments =
          network.pieces().stream().map(piece -> segment(piece, network.refusals())).toList();
      return new ModelProfile(network.name(), segments, Math.round(1e3 * setting.value("host")));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ImpossibleException(
          "'" + network.name() + "' is too large to be predicted: " + e.getMessage());
    }
  }

  /** The same for several, with all that goes for the board. */
  public Profile price(List<Network> networks) {
    return profileOf(networks.stream().map(this::price).toList());
  }

  private Profile profileOf(List<ModelProfile> models) {
    return new Profile(subject(), traits(), models, hops(), setting.value("idle-watts"));
  }

  private Segment segment(Piece piece, Refusals refusals) {
    Map<Lane, Load> loads = new HashMap<>();
    Map<Lane, String> refused = new HashMap<>();
    loads.put(Lane.GPU, roof(Lane.GPU).load(piece.gpu()));
    Optional<String> why = refusals.first(piece.nodes());
    for (Lane core : List.of(Lane.DLA0, Lane.DLA1)) {
      why.ifPresentOrElse(
          reason -> refused.put(core, reason), () -> loads.put(core, roof(core).load(piece.dla())));
    }
    return new Segment(piece.name(), inputBytes(piece), loads, refused);
  }

  private long inputBytes(Piece piece) {
    return piece.cut().stream().flatMap(cut -> cut.live().stream()).mapToLong(this::bytes).sum();
  }

  /** In the precision of the engine, where the file has floats. */
  private long bytes(Value value) {
    return REAL.contains(value.type())
        ? value.shape().elements() * precision.bytes()
        : value.bytes();
  }

  /** The roofline of an engine of this board. */
  public Roof roof(Lane lane) {
    double dram = 1e9 * setting.value("dram");
    boolean half = precision == Precision.FP16;
    if (lane == Lane.GPU) {
      // Eight bits go through the tensor cores twice as fast as sixteen.
      double peak = setting.gpuFp16() * (half ? 1 : 2);
      return new Roof(
          peak * setting.value("gpu-compute"),
          dram * setting.value("gpu-memory"),
          1e3 * setting.value("gpu-launch"),
          precision.bytes(),
          Roof.Atoms.ANY);
    }
    return new Roof(
        setting.dla(half ? "dla-fp16" : "dla-int8"),
        dram * setting.value("dla-memory"),
        1e3 * setting.value("dla-launch"),
        precision.bytes(),
        Roof.Atoms.NVDLA);
  }

  private List<LaneTraits> traits() {
    int programs = (int) setting.value("programs");
    Contention contention = contention();
    return LANES.stream()
        .map(
            lane ->
                lane == Lane.GPU
                    ? new LaneTraits(
                        lane, contention, setting.value("gpu-watts"), Integer.MAX_VALUE)
                    : new LaneTraits(lane, contention, setting.value("dla-watts"), programs))
        .toList();
  }

  /** How the engines slow each other at the memory. */
  public Contention contention() {
    double dram = setting.value("dram");
    return new Contention(
        dram * setting.value("contend-total"),
        dram * setting.value("contend-floor"),
        setting.value("contend-share"));
  }

  /** What is handed over is read and written once, at the speed at which the GPU copies. */
  private List<Hop> hops() {
    double nsPerByte = 2 / (setting.value("dram") * setting.value("gpu-memory"));
    List<Hop> hops = new ArrayList<>();
    for (Lane from : LANES) {
      String leave = from == Lane.GPU ? "leave-gpu" : "leave-dla";
      long fixed = Math.round(1e3 * setting.value(leave));
      LANES.stream()
          .filter(to -> to != from)
          .forEach(to -> hops.add(new Hop(from, to, fixed, nsPerByte)));
    }
    return hops;
  }

  private Subject subject() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("power mode", setting.mode());
    facts.put("rules of the DLA", "TensorRT " + setting.rules().tensorRt());
    for (Constant constant : setting.constants().values()) {
      facts.put(constant.name(), constant.words());
    }
    return new Subject(Origin.SIMULATED_JETSON, setting.words(), precision.name(), facts);
  }
}
