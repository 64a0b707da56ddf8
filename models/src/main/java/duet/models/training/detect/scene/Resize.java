package duet.models.training.detect.scene;

/**
 * Resizes with a triangle filter, as the workstation does before it asks a detector: bilinear when
 * enlarging, an average over all that an output pixel covers when shrinking.
 */
final class Resize {
  private Resize() {}

  /** A square picture at another size. */
  static float[] square(float[] grey, int side, int size) {
    float[] rows = transposed(alongRows(grey, side, size), size);
    return transposed(alongRows(rows, side, size), size);
  }

  /** Brings each row of a length to another length. */
  private static float[] alongRows(float[] grey, int length, int size) {
    if (length == size) {
      return grey;
    }
    int rows = grey.length / length;
    double step = (double) length / size;
    double radius = Math.max(1, step);
    float[] out = new float[rows * size];
    for (int x = 0; x < size; x++) {
      double centre = (x + 0.5) * step - 0.5;
      int low = Math.max(0, (int) Math.ceil(centre - radius));
      int high = Math.min(length - 1, (int) Math.floor(centre + radius));
      double[] weights = new double[high - low + 1];
      double sum = 0;
      for (int k = low; k <= high; k++) {
        weights[k - low] = 1 - Math.abs(k - centre) / radius;
        sum += weights[k - low];
      }
      for (int row = 0; row < rows; row++) {
        double value = 0;
        for (int k = low; k <= high; k++) {
          value += weights[k - low] * grey[row * length + k];
        }
        out[row * size + x] = (float) (value / sum);
      }
    }
    return out;
  }

  private static float[] transposed(float[] grey, int width) {
    int height = grey.length / width;
    float[] out = new float[grey.length];
    for (int i = 0; i < grey.length; i++) {
      int row = i / width;
      int column = i % width;
      out[column * height + row] = grey[i];
    }
    return out;
  }
}
