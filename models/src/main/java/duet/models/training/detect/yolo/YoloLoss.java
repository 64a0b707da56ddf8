package duet.models.training.detect.yolo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import duet.models.training.Torch;
import duet.models.training.detect.yolo.Assigner.Match;
import java.util.ArrayList;
import java.util.List;

/**
 * The loss of YOLOv8: 7.5 x (1 - CIoU) and 1.5 x DFL on the anchors that answer for a box, each
 * weighted by the score it shall reach, and 0.5 x binary cross entropy of all scores; all three
 * divided by the sum of the scores that shall be reached.
 */
public final class YoloLoss {
  private static final double BOX_GAIN = 7.5;
  private static final double SCORE_GAIN = 0.5;
  private static final double BIN_GAIN = 1.5;

  private final AnchorGrid grid;
  private final int classes;
  private final Assigner assigner;

  /** For square pictures of a side. */
  public YoloLoss(int size, int classes) {
    this.grid = new AnchorGrid(size);
    this.classes = classes;
    this.assigner = new Assigner(grid);
  }

  /** Scalars, each with its gain. */
  public record Losses(NDArray box, NDArray score, NDArray bins) {
    /** What is minimised. */
    public NDArray sum() {
      return box.add(score).add(bins);
    }
  }

  /**
   * The loss of a batch.
   *
   * @param truth the boxes of each image
   */
  public Losses of(YoloNetwork.Raw raw, List<List<Box>> truth) {
    Targets targets = targets(raw, truth);
    NDManager manager = raw.scores().getManager();
    double total = Math.max(1, targets.total);
    NDArray wanted = manager.create(targets.scores, new Shape(truth.size(), classes, grid.size()));
    NDArray score = Torch.times(crossEntropy(raw.scores(), wanted).sum(), SCORE_GAIN / total);
    if (targets.rows.isEmpty()) {
      NDArray none = Torch.times(raw.distances().sum(), 0);
      return new Losses(none, score, none);
    }
    Positives positives = new Positives(targets, manager);
    NDArray logits = positives.pick(raw.distances()).logSoftmax(2);
    NDArray bins = Torch.times(positives.binLoss(logits), BIN_GAIN / total);
    NDArray box = Torch.times(positives.boxLoss(logits.exp()), BOX_GAIN / total);
    return new Losses(box, score, bins);
  }

  /** Of logits z and targets t: max(z, 0) - z t + log(1 + exp(-|z|)). */
  static NDArray crossEntropy(NDArray logits, NDArray wanted) {
    NDArray soft = logits.abs().neg().exp().add(1).log();
    return logits.getNDArrayInternal().relu().sub(logits.mul(wanted)).add(soft);
  }

  private Targets targets(YoloNetwork.Raw raw, List<List<Box>> truth) {
    float[] distances = raw.distances().toFloatArray();
    float[] scores = raw.scores().toFloatArray();
    Targets targets = new Targets(scores.length);
    for (int image = 0; image < truth.size(); image++) {
      Prediction guess = new Prediction(grid, classes, image, distances, scores);
      for (Match match : assigner.assign(truth.get(image), guess)) {
        targets.add(image, match, grid, classes);
      }
    }
    return targets;
  }

  /**
   * An anchor that answers for a box.
   *
   * @param index of the anchor in the batch
   * @param sides distances to left, top, right and bottom in units of the stride
   */
  private record Row(int index, double weight, double[] sides) {}

  /** What a batch shall reach. */
  private static final class Targets {
    private final float[] scores;
    private final List<Row> rows = new ArrayList<>();
    private double total;

    Targets(int scores) {
      this.scores = new float[scores];
    }

    void add(int image, Match match, AnchorGrid grid, int classes) {
      int anchor = match.anchor();
      int at = (image * classes + match.box().type()) * grid.size() + anchor;
      scores[at] = (float) match.score();
      total += match.score();
      double[] sides = grid.sides(anchor, match.box());
      rows.add(new Row(image * grid.size() + anchor, match.score(), sides));
    }
  }

  /** The anchors that answer for a box, as arrays. */
  private static final class Positives {
    private final NDManager manager;
    private final int count;
    private final NDArray index;
    private final NDArray weight;
    private final float[] sides;
    private final float[] share;

    Positives(Targets targets, NDManager manager) {
      this.manager = manager;
      count = targets.rows.size();
      long[] rows = new long[count];
      float[] weights = new float[count];
      sides = new float[4 * count];
      share = new float[4 * count * YoloNetwork.BINS];
      for (int i = 0; i < count; i++) {
        Row row = targets.rows.get(i);
        rows[i] = row.index();
        weights[i] = (float) row.weight();
        for (int side = 0; side < 4; side++) {
          sides[side * count + i] = (float) row.sides()[side];
          spread(row.sides()[side], (i * 4 + side) * YoloNetwork.BINS);
        }
      }
      index = manager.create(rows);
      weight = manager.create(weights);
    }

    /** A distance between two bins is shared out between them. */
    private void spread(double distance, int start) {
      double bounded = Math.max(0, Math.min(YoloNetwork.BINS - 1 - 0.01, distance));
      int low = (int) bounded;
      share[start + low] = (float) (low + 1 - bounded);
      share[start + low + 1] = (float) (bounded - low);
    }

    /** Rows x 4 x bins from N x 64 x anchors. */
    NDArray pick(NDArray distances) {
      NDArray rows = distances.transpose(0, 2, 1).reshape(-1, 4L * YoloNetwork.BINS);
      return rows.get(new NDIndex("{}", index)).reshape(count, 4, YoloNetwork.BINS);
    }

    NDArray binLoss(NDArray logProbabilities) {
      NDArray shares = manager.create(share, new Shape(count, 4, YoloNetwork.BINS));
      NDArray each = Torch.times(logProbabilities.mul(shares).sum(new int[] {1, 2}), -0.25);
      return each.mul(weight).sum();
    }

    NDArray boxLoss(NDArray probabilities) {
      NDArray ramp = manager.arange(0f, YoloNetwork.BINS, 1f);
      NDArray distances = probabilities.mul(ramp).sum(new int[] {2}).transpose();
      NDArray truth = manager.create(sides, new Shape(4, count));
      return CompleteOverlap.of(distances, truth).neg().add(1).mul(weight).sum();
    }
  }
}
