package duet.app.reading;

import duet.app.vision.DetectedBox;
import duet.app.vision.Detector;
import duet.app.vision.GreyImage;
import duet.app.vision.Synthesiser;
import duet.app.vision.input.Pixels;
import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import duet.inference.pipeline.Buffers;
import duet.models.card.InstalledModel;
import duet.viewer.series.Slice;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both networks make of a slice, before and after their engines. */
final class Halves {
  /** Their places among the tasks. */
  static final int SYNTHESIS = 0;

  static final int DETECTION = 1;

  private static final Logger LOG = LoggerFactory.getLogger(Halves.class);

  private final List<InstalledModel> models;
  private final ResultNames results;
  private String lastReason = "";

  /** Names of the results of a network; known once an engine of it was opened. */
  interface ResultNames {
    List<String> of(int task);
  }

  /**
   * Of two networks.
   *
   * @param models synthesis, then detection
   */
  Halves(List<InstalledModel> models, ResultNames results) {
    this.models = List.copyOf(models);
    this.results = results;
  }

  void prepare(int task, Buffers buffers, Slice slice) {
    Pixels pixels = Pixels.of(slice, models.get(task).card().input());
    if (task == SYNTHESIS) {
      synthesiser(buffers).prepare(pixels);
    } else {
      detector(buffers).prepare(pixels);
    }
  }

  GreyImage image(Buffers buffers) {
    return synthesiser(buffers).result();
  }

  List<DetectedBox> boxes(Buffers buffers) {
    Detector detector = detector(buffers);
    detector.run();
    return detector.result();
  }

  /** The result of either, for who wants to know how long it takes. */
  void read(int task, Buffers buffers) {
    if (task == SYNTHESIS) {
      image(buffers);
    } else {
      boxes(buffers);
    }
  }

  private Synthesiser synthesiser(Buffers buffers) {
    return buffers.keep(
        Synthesiser.class,
        tensors -> Synthesiser.over(tensors, results.of(SYNTHESIS), models.get(SYNTHESIS).card()));
  }

  private Detector detector(Buffers buffers) {
    return buffers.keep(
        Detector.class,
        tensors -> Detector.over(tensors, results.of(DETECTION), models.get(DETECTION).card()));
  }

  /** Why a half is missing; logged where it is news. */
  synchronized String words(int task, Lane lane, Throwable cause) {
    String reason = lane + ": " + models.get(task).card().name() + " failed: " + words(cause);
    if (!reason.equals(lastReason)) {
      lastReason = reason;
      LOG.warn(reason, cause instanceof InferenceException ? null : cause);
    }
    return reason;
  }

  private static String words(Throwable cause) {
    if (cause instanceof InferenceException) {
      return String.valueOf(cause.getMessage());
    }
    if (cause instanceof OutOfMemoryError) {
      return "out of memory; close other series or programs and read again";
    }
    return "an error inside Duet (" + cause.getClass().getSimpleName() + "); see the log";
  }
}
