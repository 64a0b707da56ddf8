package duet.inference.shape.rule;

import java.util.List;

/** How an operator makes the shapes of its outputs from those of its inputs. */
@FunctionalInterface
public interface Rule {
  /**
   * The outputs in their order; fewer where the last ones are not known.
   *
   * @throws java.util.NoSuchElementException when an input is not known
   * @throws IllegalArgumentException when the node is wrong, as it may be in any file; or {@link
   *     IndexOutOfBoundsException} or {@link ArithmeticException}
   */
  List<Kind> kinds(Call call);
}
