package duet.models.training.detect.yolo;

/** Where the anchors of a square image lie: row by row at stride 8, then 16, then 32. */
public final class AnchorGrid {
  private final float[] x;
  private final float[] y;
  private final float[] stride;

  /** Of a picture of a side, a multiple of 32. */
  public AnchorGrid(int size) {
    int anchors = 0;
    for (int step : YoloNetwork.STRIDES) {
      anchors += (size / step) * (size / step);
    }
    x = new float[anchors];
    y = new float[anchors];
    stride = new float[anchors];
    int i = 0;
    for (int step : YoloNetwork.STRIDES) {
      int side = size / step;
      for (int pixel = 0; pixel < side * side; pixel++) {
        int row = pixel / side;
        int column = pixel % side;
        x[i] = (column + 0.5f) * step;
        y[i] = (row + 0.5f) * step;
        stride[i] = step;
        i++;
      }
    }
  }

  int size() {
    return x.length;
  }

  /** Centre of the anchor in pixels of the image. */
  float x(int anchor) {
    return x[anchor];
  }

  float y(int anchor) {
    return y[anchor];
  }

  float stride(int anchor) {
    return stride[anchor];
  }

  /** Distances of the anchor to left, top, right and bottom of a box in units of its stride. */
  double[] sides(int anchor, Box box) {
    double unit = stride[anchor];
    return new double[] {
      (x[anchor] - box.left()) / unit,
      (y[anchor] - box.top()) / unit,
      (box.right() - x[anchor]) / unit,
      (box.bottom() - y[anchor]) / unit
    };
  }
}
