package duet.inference.engine;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A runtime that opens models on lanes. */
public interface Backend {
  /** Name and version, for provenance, such as {@code ONNX Runtime 1.26.0}. */
  String name();

  /** Whose numbers the times of this backend are. */
  Origin origin();

  /**
   * Why nothing can be opened on this machine, as {@code unavailable: reason}. May take seconds at
   * the first call.
   *
   * @return empty where the backend can be used
   */
  default Optional<String> unavailable() {
    return Optional.empty();
  }

  /** The lanes of this machine, the strongest first. */
  List<Lane> lanes();

  /**
   * Reads a model file and makes it ready on a lane. Takes from milliseconds to minutes; never call
   * it on the FX thread.
   *
   * <p>If it fails, nothing of it stays in memory and the backend can open the next.
   *
   * @throws InferenceException {@code UNREADABLE_MODEL}, {@code WRONG_CONTRACT}, {@code
   *     OUT_OF_MEMORY}
   */
  Engine open(Path model, Lane lane, Optimisation optimisation);

  /**
   * What the runtime really runs after it has rewritten a model for this machine: how often each
   * operator. Tells whether an 8-bit model found 8-bit kernels.
   *
   * @return empty where the runtime does not tell
   */
  default Map<String, Integer> operators(Path model) {
    return Map.of();
  }
}
