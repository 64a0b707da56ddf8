package duet.models.evaluation.image;

import duet.models.dataset.GreyPicture;
import java.util.function.IntBinaryOperator;

/** Pictures by a formula. */
final class Pictures {
  private Pictures() {}

  /** Grey value of column and row. */
  static GreyPicture of(int width, int height, IntBinaryOperator grey) {
    byte[] values = new byte[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) grey.applyAsInt(i % width, i / width);
    }
    return new GreyPicture(width, height, values);
  }

  static GreyPicture flat(int size, int grey) {
    return of(size, size, (x, y) -> grey);
  }
}
