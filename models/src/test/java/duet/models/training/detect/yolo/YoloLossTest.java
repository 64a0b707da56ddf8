package duet.models.training.detect.yolo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import duet.models.training.Torch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class YoloLossTest {
  private static final int ANCHORS = 84; // at size 64
  private static final Box TRUTH = new Box(0, 0, 0, 17, 9);

  private static Torch torch() {
    return Torch.open(1, Torch.Device.CPU);
  }

  @Test
  void completeOverlapOfArraysIsThatOfBoxes() {
    double[][] guesses = {{1, 2, 3, 4}, {5, 5, 5, 5}, {0.5, 4, 1, 1}, {2, 0.1, 9, 0.2}};
    double[][] truths = {{1, 2, 3, 4}, {1, 2, 3, 4}, {3, 0.2, 2, 2}, {0.3, 7, 0.1, 3}};
    try (Torch torch = torch()) {
      NDArray overlap =
          CompleteOverlap.of(sides(torch.manager(), guesses), sides(torch.manager(), truths));
      float[] got = overlap.toFloatArray();
      for (int i = 0; i < got.length; i++) {
        assertEquals(box(guesses[i]).completeOverlap(box(truths[i])), got[i], 1e-5, "pair " + i);
      }
    }
  }

  private static NDArray sides(NDManager manager, double[][] boxes) {
    float[] values = new float[4 * boxes.length];
    for (int side = 0; side < 4; side++) {
      for (int i = 0; i < boxes.length; i++) {
        values[side * boxes.length + i] = (float) boxes[i][side];
      }
    }
    return manager.create(values, new Shape(4, boxes.length));
  }

  /** From the anchor at (20, 20). */
  private static Box box(double[] sides) {
    return new Box(0, 20 - sides[0], 20 - sides[1], 20 + sides[2], 20 + sides[3]);
  }

  @Test
  void crossEntropyIsThatOfTheSigmoid() {
    try (Torch torch = torch()) {
      NDArray logits = torch.manager().create(new float[] {0, 2, -2, 100});
      NDArray wanted = torch.manager().create(new float[] {1, 1, 1, 0.5f});
      float[] got = YoloLoss.crossEntropy(logits, wanted).toFloatArray();
      assertEquals(Math.log(2), got[0], 1e-6);
      assertEquals(Math.log(1 + Math.exp(-2)), got[1], 1e-6);
      assertEquals(Math.log(1 + Math.exp(2)), got[2], 1e-6);
      assertEquals(50, got[3], 1e-4);
    }
  }

  /** Bins that say the distances of the true box from each anchor, each surely as it can be. */
  private static YoloNetwork.Raw knowing(NDManager manager, float score) {
    AnchorGrid grid = new AnchorGrid(64);
    float[] bins = new float[4 * YoloNetwork.BINS * ANCHORS];
    Arrays.fill(bins, -50);
    for (int a = 0; a < ANCHORS; a++) {
      double[] sides = grid.sides(a, TRUTH);
      for (int side = 0; side < 4; side++) {
        double d = Math.max(0, Math.min(14.9, sides[side]));
        int low = (int) d;
        bins[(side * YoloNetwork.BINS + low) * ANCHORS + a] = (float) Math.log(low + 1 - d + 1e-9);
        bins[(side * YoloNetwork.BINS + low + 1) * ANCHORS + a] = (float) Math.log(d - low + 1e-9);
      }
    }
    float[] scores = new float[ANCHORS];
    Arrays.fill(scores, score);
    return new YoloNetwork.Raw(
        manager.create(bins, new Shape(1, 4L * YoloNetwork.BINS, ANCHORS)),
        manager.create(scores, new Shape(1, 1, ANCHORS)));
  }

  @Test
  void aPerfectBoxCostsOnlyTheEntropyOfItsSides() {
    try (Torch torch = torch()) {
      YoloLoss.Losses losses =
          new YoloLoss(64, 1).of(knowing(torch.manager(), 0), List.of(List.of(TRUTH)));
      assertEquals(0, losses.box().getFloat(), 1e-3);
      // Anchors (4, 4), (12, 4) at stride 8 and (8, 8) at stride 16 answer, each with score 1.
      double one = entropies(0.5, 0.5, 13 / 8.0, 5 / 8.0);
      double two = entropies(1.5, 0.5, 5 / 8.0, 5 / 8.0);
      double three = entropies(0.5, 0.5, 9 / 16.0, 1 / 16.0);
      double expected = 1.5 * (one + two + three) / 3;
      assertEquals(expected, losses.bins().getFloat(), 1e-3);
    }
  }

  private static double entropies(double... distances) {
    double sum = 0;
    for (double d : distances) {
      double share = d - Math.floor(d);
      sum -= share * Math.log(share) + (1 - share) * Math.log(1 - share);
    }
    return sum / distances.length;
  }

  @Test
  void scoresCostTheirCrossEntropyOverTheSumThatShallBeReached() {
    try (Torch torch = torch()) {
      YoloLoss.Losses losses =
          new YoloLoss(64, 1).of(knowing(torch.manager(), 0), List.of(List.of(TRUTH)));
      // A logit of 0 costs log 2 whatever is wanted; three anchors shall reach 1.
      assertEquals(0.5 * 84 * Math.log(2) / 3, losses.score().getFloat(), 1e-3);
    }
  }

  @Test
  void aPictureWithoutBoxesCostsOnlyScores() {
    try (Torch torch = torch()) {
      YoloLoss.Losses losses =
          new YoloLoss(64, 1).of(knowing(torch.manager(), 0), List.of(List.of()));
      assertEquals(0, losses.box().getFloat(), 1e-9f);
      assertEquals(0, losses.bins().getFloat(), 1e-9f);
      assertEquals(0.5 * 84 * Math.log(2), losses.score().getFloat(), 1e-3);
    }
  }

  @Test
  void theGradientPullsAWrongBoxTowardsTheTrueOne() {
    try (Torch torch = torch();
        NDManager scratch = torch.manager().newSubManager()) {
      YoloNetwork.Raw sharp = knowing(scratch, 0);
      NDArray bins = sharp.distances().mul(0.1f); // as if it knew half
      bins.setRequiresGradient(true);
      NDArray scores = sharp.scores();
      YoloLoss loss = new YoloLoss(64, 1);
      double before;
      try (GradientCollector gradients = torch.gradients()) {
        NDArray sum = loss.of(new YoloNetwork.Raw(bins, scores), List.of(List.of(TRUTH))).sum();
        before = sum.getFloat();
        gradients.backward(sum);
      }
      NDArray moved = bins.stopGradient().sub(bins.getGradient().mul(0.5f));
      double after =
          loss.of(new YoloNetwork.Raw(moved, scores), List.of(List.of(TRUTH))).sum().getFloat();
      assertTrue(after < before, before + " -> " + after);
    }
  }
}
