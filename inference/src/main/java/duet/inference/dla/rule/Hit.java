package duet.inference.dla.rule;

import java.util.Optional;

/** A rule that does not hold, and what it says about this layer. */
public final class Hit {
  private final Rule rule;
  private final String words;

  Hit(Rule rule, String words) {
    this.rule = rule;
    this.words = words;
  }

  /** With the values of the layer. */
  public String words() {
    return words;
  }

  /** Letters of the sources. */
  public String source() {
    return rule.source();
  }

  public Optional<Cure> cure() {
    return rule.cure();
  }

  /** Whether it keeps the layer, or the network, off the DLA. */
  public boolean refuses() {
    return rule.effect() == Rule.Effect.REFUSE;
  }

  /** Whether the layer runs in FP16 whatever the engine is built for. */
  boolean needsHalf() {
    return rule.effect() == Rule.Effect.HALF;
  }

  /** Whether there is no need to look further. */
  boolean isFinal() {
    return refuses() && rule.must().text().equals("never") && rule.targets().isEmpty();
  }
}
