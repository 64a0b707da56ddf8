package duet.inference.engine.jetson;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.dla.rule.Precision;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.GuardedEngine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Loaded;
import duet.inference.engine.Optimisation;
import duet.inference.engine.jetson.board.Boards;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxException;
import duet.inference.onnx.OnnxReader;
import duet.inference.plan.ImpossibleException;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Segment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A simulated Jetson as a runtime: the pixels are computed by another backend on the CPU, the times
 * are predicted. A model on a DLA runs there whole, as with TensorRT: a layer that does not fit is
 * an error that names it.
 *
 * <p>No service: who looks for a Jetson must never find a simulated one without having asked.
 */
public final class JetsonBackend implements Backend {
  private static final double NS_IN_MS = 1e6;

  private final Jetson jetson;
  private final Backend pixels;
  private final UnaryOperator<Loaded> around;

  /**
   * A board at its strongest, in FP16.
   *
   * @param board such as {@code orin-64}
   * @param pixels computes the results
   * @throws IllegalArgumentException naming the boards that there are
   */
  public static JetsonBackend of(String board, Backend pixels) {
    Boards boards = Boards.read();
    return boards
        .setting(board, Optional.empty())
        .map(setting -> new JetsonBackend(new Jetson(setting, Precision.FP16), pixels))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Duet simulates no '" + board + "', but " + boards.names()));
  }

  /** A certain board, mode and precision. */
  public JetsonBackend(Jetson jetson, Backend pixels) {
    this(jetson, pixels, loaded -> loaded);
  }

  /** With something put around what is loaded, such as what lets calls of it fail. */
  JetsonBackend(Jetson jetson, Backend pixels, UnaryOperator<Loaded> around) {
    this.jetson = jetson;
    this.pixels = pixels;
    this.around = around;
  }

  /** What is simulated. */
  public Jetson jetson() {
    return jetson;
  }

  @Override
  public String name() {
    return "simulated "
        + jetson.setting().words()
        + ", "
        + jetson.setting().mode()
        + ", "
        + jetson.precision()
        + "; pixels by "
        + pixels.name();
  }

  @Override
  public Origin origin() {
    return Origin.SIMULATED_JETSON;
  }

  @Override
  public List<Lane> lanes() {
    return Jetson.lanes();
  }

  @Override
  public Engine open(Path model, Lane lane, Optimisation optimisation) {
    if (!lanes().contains(lane)) {
      throw new IllegalArgumentException(
          name() + " has no lane " + lane + "; choose one of " + lanes());
    }
    Engine computing = pixels.open(model, pixels.lanes().get(0), optimisation);
    try {
      double ms = predictedMs(model, lane);
      Loaded loaded = around.apply(new Simulated(computing, ms));
      return new GuardedEngine(lane, computing.inputs(), computing.outputs(), loaded);
    } catch (OutOfMemoryError e) {
      computing.close();
      throw new InferenceException(
          Kind.OUT_OF_MEMORY, "not enough memory to open " + model.getFileName(), e);
    } catch (InferenceException e) {
      computing.close();
      throw e;
    }
  }

  private double predictedMs(Path file, Lane lane) {
    String name = String.valueOf(file.getFileName());
    try {
      Graph graph = OnnxReader.read(file);
      ModelProfile profile = jetson.profile(new Jetson.Named(name, graph));
      profile.segments().forEach(segment -> refuse(name, segment, lane));
      return profile.on(lane, 0, profile.segments().size()).timeNs() / NS_IN_MS;
    } catch (OnnxException | ImpossibleException e) {
      throw new InferenceException(
          Kind.UNREADABLE_MODEL, name + " can be run but not simulated: " + e.getMessage(), e);
    }
  }

  private static void refuse(String model, Segment segment, Lane lane) {
    if (!segment.runsOn(lane)) {
      throw new InferenceException(
          Kind.UNREADABLE_MODEL,
          "model file %s: %s would not run %s; see what helps with: duet check MODEL"
              .formatted(
                  model, lane, segment.refusals().getOrDefault(lane, "'" + segment.name() + "'")));
    }
  }
}
