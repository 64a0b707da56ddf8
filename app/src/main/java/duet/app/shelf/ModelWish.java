package duet.app.shelf;

import duet.models.card.Task;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which models a user wants to read with.
 *
 * @param stock where those come from that are not picked
 * @param synthesis a picked one
 * @param detection a picked one
 */
public record ModelWish(Stock stock, Optional<Pick> synthesis, Optional<Pick> detection) {
  /** No wish: the user's own models first, then those that come with Duet. */
  public static final ModelWish NONE =
      new ModelWish(Stock.BEST, Optional.empty(), Optional.empty());

  /** A place to take models from. */
  public enum Stock {
    /** The user's own first, then those that come with Duet, stand-ins where there are none. */
    BEST,
    /** Networks of full size with seeded weights, whose output is noise: to measure times. */
    STAND_IN
  }

  /**
   * One certain model.
   *
   * @param name of a model on the shelf, or the path of an {@code .onnx} file
   * @param card of the file; beside it, as {@code .yaml}, if left out
   */
  public record Pick(String name, Optional<Path> card) {
    boolean isFile() {
      return name.endsWith(".onnx") || name.contains("/");
    }
  }

  Optional<Pick> pick(Task task) {
    return task == Task.SYNTHESIS ? synthesis : detection;
  }

  /** Whether the user named a model: then it is that one or none. */
  public boolean picksOne() {
    return synthesis.isPresent() || detection.isPresent();
  }
}
