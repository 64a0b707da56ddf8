package duet.models.training.detect.yolo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The task-aligned assigner: which anchors answer for which true box, and how sure each shall be.
 *
 * <p>An anchor is as good for a box as its score and its overlap with the box say together, {@code
 * score^0.5 * CIoU^6}. The ten best whose centres lie in the box answer for it; an anchor that two
 * boxes want goes to the one it overlaps more. The score that an anchor shall reach is its goodness
 * on a scale on which the best anchor of the box reaches its overlap. Nothing here is
 * differentiated, so plain arrays do.
 */
record Assigner(AnchorGrid grid) {
  private static final int CANDIDATES = 10;
  private static final double SCORE_POWER = 0.5;
  private static final double OVERLAP_POWER = 6;
  private static final double TINY = 1e-9;

  /**
   * An anchor that answers for a box.
   *
   * @param score that it shall reach, 0..1
   */
  record Match(int anchor, Box box, double score) {}

  /** What the network says of one image: score of a class and decoded box of an anchor. */
  interface Guess {
    double score(int anchor, int type);

    Box box(int anchor);
  }

  /** Matches in the order of the anchors. */
  List<Match> assign(List<Box> truth, Guess guess) {
    int anchors = grid.size();
    int[] owner = new int[anchors];
    Arrays.fill(owner, -1);
    double[] overlap = new double[anchors];
    double[] goodness = new double[anchors];
    for (int t = 0; t < truth.size(); t++) {
      for (Candidate candidate : candidates(truth.get(t), guess)) {
        int anchor = candidate.anchor();
        if (owner[anchor] < 0 || candidate.overlap() > overlap[anchor]) {
          owner[anchor] = t;
          overlap[anchor] = candidate.overlap();
          goodness[anchor] = candidate.goodness();
        }
      }
    }
    return matches(truth, owner, overlap, goodness);
  }

  private static List<Match> matches(
      List<Box> truth, int[] owner, double[] overlap, double[] goodness) {
    double[] most = new double[truth.size()];
    double[] best = new double[truth.size()];
    for (int anchor = 0; anchor < owner.length; anchor++) {
      int t = owner[anchor];
      if (t >= 0) {
        most[t] = Math.max(most[t], overlap[anchor]);
        best[t] = Math.max(best[t], goodness[anchor]);
      }
    }
    List<Match> matches = new ArrayList<>();
    for (int anchor = 0; anchor < owner.length; anchor++) {
      int t = owner[anchor];
      if (t >= 0) {
        double score = goodness[anchor] * most[t] / (best[t] + TINY);
        matches.add(new Match(anchor, truth.get(t), score));
      }
    }
    return matches;
  }

  private record Candidate(int anchor, double overlap, double goodness) {}

  private List<Candidate> candidates(Box truth, Guess guess) {
    List<Candidate> candidates = new ArrayList<>();
    // A box thinner than the finest stride may lie between the centres of all anchors.
    Box reach = truth.atLeast(YoloNetwork.STRIDES[0]);
    for (int anchor = 0; anchor < grid.size(); anchor++) {
      if (reach.holds(grid.x(anchor), grid.y(anchor))) {
        double overlap = Math.max(0, guess.box(anchor).completeOverlap(truth));
        double score = guess.score(anchor, truth.type());
        double goodness = Math.pow(score, SCORE_POWER) * Math.pow(overlap, OVERLAP_POWER);
        candidates.add(new Candidate(anchor, overlap, goodness));
      }
    }
    candidates.sort((a, b) -> Double.compare(b.goodness(), a.goodness()));
    return candidates.subList(0, Math.min(CANDIDATES, candidates.size()));
  }
}
