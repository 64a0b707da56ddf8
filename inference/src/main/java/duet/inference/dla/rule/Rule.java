package duet.inference.dla.rule;

import duet.inference.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line of the table of rules.
 *
 * @param layer the kind it is about
 * @param fact what is judged
 * @param only the rule counts only where this holds for the layer
 * @param targets words of releases, devices and precisions it is for; none for all
 * @param words the reason or note, with facts in braces
 * @param source letters of the sources
 */
record Rule(
    String layer,
    String fact,
    Condition must,
    Optional<When> only,
    Set<String> targets,
    Effect effect,
    String words,
    Optional<Cure> cure,
    String source) {
  private static final Pattern BRACES = Pattern.compile("\\{([a-z ]+)}");

  /** What follows when a rule does not hold. */
  enum Effect {
    REFUSE,
    HALF,
    NOTE
  }

  record When(String fact, Condition condition) {
    boolean holds(Facts facts) {
      return !facts.of(fact).isEmpty() && condition.broken(facts, fact).isEmpty();
    }
  }

  static Rule of(Table.Row row, Map<String, Cure> cures) {
    return new Rule(
        row.get("layer"),
        row.get("fact"),
        new Condition(row.get("must be")),
        Optional.of(row.get("when")).filter(when -> !when.isEmpty()).map(Rule::when),
        Set.copyOf(row.words("for")),
        Effect.valueOf(row.get("effect").toUpperCase(Locale.ROOT)),
        row.get("words"),
        Optional.of(row.get("cure")).filter(key -> !key.isEmpty()).map(key -> cure(cures, key)),
        row.get("source"));
  }

  private static Cure cure(Map<String, Cure> cures, String key) {
    return Objects.requireNonNull(cures.get(key), "no cure is named " + key);
  }

  private static When when(String text) {
    String[] sides = text.split(" ", 2);
    return new When(sides[0], new Condition(sides[1]));
  }

  /** Whether it speaks of such a layer on such a target. */
  boolean concerns(Facts facts, Target target) {
    return (layer.equals(facts.layer()) || layer.equals("ANY"))
        && isFor(target.words())
        && only.map(when -> when.holds(facts)).orElse(true);
  }

  /** Each group of words (releases, devices, precisions) that is given must name the target. */
  private boolean isFor(Set<String> words) {
    return targets.isEmpty()
        || (any(words, Rule::isRelease)
            && any(words, Rule::isPrecision)
            && any(words, Rule::isDevice));
  }

  private boolean any(Set<String> words, java.util.function.Predicate<String> group) {
    List<String> given = targets.stream().filter(group).toList();
    return given.isEmpty() || given.stream().anyMatch(words::contains);
  }

  private static boolean isRelease(String word) {
    return Character.isDigit(word.charAt(0));
  }

  private static boolean isPrecision(String word) {
    return word.equals(Precision.FP16.word()) || word.equals(Precision.INT8.word());
  }

  private static boolean isDevice(String word) {
    return !isRelease(word) && !isPrecision(word);
  }

  Optional<Hit> hit(Facts facts) {
    List<String> broken = must.broken(facts, fact);
    return broken.isEmpty()
        ? Optional.empty()
        : Optional.of(new Hit(this, told(facts, String.join(", ", broken))));
  }

  private String told(Facts facts, String values) {
    return BRACES
        .matcher(words)
        .replaceAll(
            match -> {
              String name = match.group(1);
              String value = name.equals("is") ? values : String.join(", ", facts.of(name));
              return java.util.regex.Matcher.quoteReplacement(value);
            });
  }
}
