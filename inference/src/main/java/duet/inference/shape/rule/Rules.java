package duet.inference.shape.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules by the name of the operator. */
public final class Rules {
  private static final Map<String, Rule> SHAPES = new HashMap<>();

  static {
    ElementRules.add(SHAPES);
    WindowRules.add(SHAPES);
    ProductRules.add(SHAPES);
    ReductionRules.add(SHAPES);
    LayoutRules.add(SHAPES);
    PieceRules.add(SHAPES);
    SourceRules.add(SHAPES);
  }

  private Rules() {}

  public static Optional<Rule> shape(String operator) {
    return Optional.ofNullable(SHAPES.get(operator));
  }

  /** The operators that are known, sorted. */
  public static List<String> operators() {
    return SHAPES.keySet().stream().sorted().toList();
  }
}
