package duet.models.training.detect.yolo;

/** The outputs of the network on one image of a batch, decoded where they are asked for. */
public record Prediction(AnchorGrid grid, int classes, int image, float[] distances, float[] scores)
    implements Assigner.Guess {

  @Override
  public double score(int anchor, int type) {
    float logit = scores[(image * classes + type) * grid.size() + anchor];
    return 1 / (1 + Math.exp(-logit));
  }

  @Override
  public Box box(int anchor) {
    double s = grid.stride(anchor);
    return new Box(
        0,
        grid.x(anchor) - s * mean(0, anchor),
        grid.y(anchor) - s * mean(1, anchor),
        grid.x(anchor) + s * mean(2, anchor),
        grid.y(anchor) + s * mean(3, anchor));
  }

  private double mean(int side, int anchor) {
    int bins = YoloNetwork.BINS;
    int start = (image * 4 * bins + side * bins) * grid.size() + anchor;
    double most = Double.NEGATIVE_INFINITY;
    for (int bin = 0; bin < bins; bin++) {
      most = Math.max(most, distances[start + bin * grid.size()]);
    }
    double sum = 0;
    double weighted = 0;
    for (int bin = 0; bin < bins; bin++) {
      double e = Math.exp(distances[start + bin * grid.size()] - most);
      sum += e;
      weighted += bin * e;
    }
    return weighted / sum;
  }
}
