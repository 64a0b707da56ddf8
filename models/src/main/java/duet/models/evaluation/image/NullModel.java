package duet.models.evaluation.image;

import duet.models.dataset.GreyPicture;
import java.util.function.UnaryOperator;

/** A way to make an MRI from a CT without knowing anything; a model must beat it. */
public record NullModel(String name, String method, UnaryOperator<GreyPicture> make) {
  /** Its MRI of a CT. */
  public GreyPicture apply(GreyPicture ct) {
    return make.apply(ct);
  }

  /** The CT as it is. */
  static NullModel copy() {
    return new NullModel("CT itself", "the CT picture, unchanged", ct -> ct);
  }

  /** All black. */
  static NullModel black() {
    return new NullModel(
        "black",
        "every pixel 0",
        ct -> new GreyPicture(ct.width(), ct.height(), new byte[ct.grey().length]));
  }
}
