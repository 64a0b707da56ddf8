package duet.inference.shape;

import duet.inference.graph.Value;
import duet.inference.shape.number.Small;
import duet.inference.shape.rule.Call;
import duet.inference.shape.rule.Rule;

/** How an operator computes a few numbers from constants. */
@FunctionalInterface
interface Fold {
  /**
   * The numbers of one output, whose type and shape are known.
   *
   * @throws java.util.NoSuchElementException when an input is no constant; and as {@link Rule}
   */
  Small numbers(Call call, Value output);
}
