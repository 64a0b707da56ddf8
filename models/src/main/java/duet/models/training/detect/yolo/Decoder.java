package duet.models.training.detect.yolo;

import java.util.ArrayList;
import java.util.List;

/** Boxes from the outputs of the network: those with a score, without those that repeat them. */
public record Decoder(AnchorGrid grid, int classes, double floor) {
  private static final double REPEATS = 0.6;
  private static final int MOST = 100;

  /** A box that the network found. */
  public record Scored(Box box, double score) {}

  /** Strongest first. */
  public List<Scored> boxes(Prediction prediction) {
    List<Scored> all = new ArrayList<>();
    for (int anchor = 0; anchor < grid.size(); anchor++) {
      for (int type = 0; type < classes; type++) {
        double score = prediction.score(anchor, type);
        if (score >= floor) {
          all.add(new Scored(prediction.box(anchor).as(type), score));
        }
      }
    }
    all.sort((a, b) -> Double.compare(b.score(), a.score()));
    List<Scored> kept = new ArrayList<>();
    for (Scored next : all) {
      if (kept.size() < MOST && kept.stream().noneMatch(k -> repeats(k, next))) {
        kept.add(next);
      }
    }
    return kept;
  }

  private static boolean repeats(Scored kept, Scored next) {
    return kept.box().type() == next.box().type() && kept.box().overlap(next.box()) > REPEATS;
  }
}
