package duet.inference.shape;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How constants are computed, by the name of the operator. */
final class Folds {
  private static final Map<String, Fold> FOLDS = new HashMap<>();

  static {
    ArithmeticFolds.add(FOLDS);
    MovementFolds.add(FOLDS);
  }

  private Folds() {}

  static Optional<Fold> fold(String operator) {
    return Optional.ofNullable(FOLDS.get(operator));
  }
}
