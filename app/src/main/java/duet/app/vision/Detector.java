package duet.app.vision;

import duet.app.vision.head.MapDecoder;
import duet.app.vision.input.Fit;
import duet.app.vision.input.Pixels;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.tensor.Tensor;
import duet.models.card.ImageOutput;
import duet.models.card.ModelCard;
import duet.viewer.finding.Box;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Boxes from a YOLOv8 head, 1 x (4 + classes) x anchors. Each anchor stands for its strongest
 * class, as in Ultralytics' predict. Buffers are reused; for one thread.
 */
public final class Detector implements ImageModel<List<DetectedBox>> {
  /** The lowest confidence that is kept; screens cannot ask for less. */
  public static final double FLOOR = 0.05;

  private final Bound bound;
  private final ImageOutput.Boxes output;
  private final double floor;
  private final int anchors;
  private final float[] score;
  private final int[] best;
  private final float[] line;
  private final float[][] boxes;
  private final Suppression suppression;
  private Fit fit;

  private Detector(Engine engine, ModelCard card, ImageOutput.Boxes output, double floor) {
    this.output = output;
    this.floor = floor;
    Optional<MapDecoder> decoder = Contract.decoder(card, output, engine.outputs());
    bound = new Bound(engine, card.input(), output.tensor(), decoder);
    anchors =
        decoder
            .map(MapDecoder::anchors)
            .orElseGet(() -> Contract.port(engine.outputs(), output.tensor()).shape().dim(2));
    score = new float[anchors];
    best = new int[anchors];
    line = new float[anchors];
    boxes = new float[4][anchors];
    suppression = new Suppression(boxes, best);
    fit = Fit.of(card.input(), 1, 1);
  }

  /**
   * Takes over the engine: closing the detector closes it.
   *
   * @throws InferenceException {@code WRONG_CONTRACT} when the model is not what the card says
   */
  public static Detector open(Engine engine, ModelCard card) {
    return open(engine, card, FLOOR);
  }

  /**
   * On buffers that engines elsewhere read and write; running it runs none, but decodes maps.
   *
   * @param results names of the results of the network
   */
  public static Detector over(Map<String, Tensor> buffers, List<String> results, ModelCard card) {
    return open(new Bound.Laid(buffers, card.input().tensor(), results), card);
  }

  /**
   * Takes over the engine as {@link #open(Engine, ModelCard)} does, for who needs weaker boxes than
   * a reader.
   *
   * @param floor the lowest confidence that is kept, above 0
   */
  public static Detector open(Engine engine, ModelCard card, double floor) {
    Contract.demand(card, engine);
    if (card.output() instanceof ImageOutput.Boxes boxes) {
      return new Detector(engine, card, boxes, floor);
    }
    throw new InferenceException(
        Kind.WRONG_CONTRACT, "model " + card.name() + " gives no boxes; use a detection model");
  }

  @Override
  public void prepare(Pixels pixels) {
    fit = bound.prepare(pixels);
  }

  @Override
  public void run() {
    bound.run();
  }

  @Override
  public OptionalDouble deviceMs() {
    return bound.deviceMs();
  }

  /** Boxes of at least the floor, in image pixels, strongest first. */
  @Override
  public List<DetectedBox> result() {
    FloatBuffer tensor = bound.output();
    for (int i = 0; i < 4; i++) {
      tensor.get(i * anchors, boxes[i]);
    }
    takeStrongestClass(tensor);
    suppression.clear();
    for (int anchor = 0; anchor < anchors; anchor++) {
      if (score[anchor] >= floor && drawable(anchor)) {
        suppression.add(anchor, score[anchor]);
      }
    }
    int count = suppression.suppress(output.iou());
    List<DetectedBox> found = new ArrayList<>(count);
    for (int rank = 0; rank < count; rank++) {
      found.add(box(suppression.kept(rank)));
    }
    return found;
  }

  private void takeStrongestClass(FloatBuffer tensor) {
    float check = 0;
    tensor.get(4 * anchors, score);
    Arrays.fill(best, 0);
    for (int c = 0; c < output.classes().size(); c++) {
      tensor.get((4 + c) * anchors, line);
      for (int anchor = 0; anchor < anchors; anchor++) {
        check = Math.max(check, line[anchor]);
        if (line[anchor] > score[anchor]) {
          score[anchor] = line[anchor];
          best[anchor] = c;
        }
      }
    }
    // Math.max carries a NaN to the end: a broken run must not look like an empty slice.
    if (!(check <= 1.0001f)) {
      throw new InferenceException(
          Kind.WRONG_CONTRACT,
          "the detector gave a score of " + check + ", must be 0..1; export it with its sigmoid");
    }
  }

  private boolean drawable(int anchor) {
    float sum = boxes[0][anchor] + boxes[1][anchor] + boxes[2][anchor] + boxes[3][anchor];
    return Float.isFinite(sum) && boxes[2][anchor] > 0 && boxes[3][anchor] > 0;
  }

  private DetectedBox box(int anchor) {
    Box box = fit.toImage(boxes[0][anchor], boxes[1][anchor], boxes[2][anchor], boxes[3][anchor]);
    int c = best[anchor];
    return new DetectedBox(c, output.classes().get(c), Math.min(1, score[anchor]), box);
  }

  @Override
  public void close() {
    bound.close();
  }
}
