package duet.inference.dla.rule;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the values of a fact must be.
 *
 * @param text as in the table: words and ranges of whole numbers with spaces between; {@code
 *     never}; or {@code < other}, each value less than the one of another fact in the same place
 */
record Condition(String text) {
  private static final Pattern RANGE = Pattern.compile("(-?\\d{1,9})\\.\\.(-?\\d{1,9})");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  /** The values that are not as they must be; none where there is nothing to judge. */
  List<String> broken(Facts facts, String fact) {
    List<String> values = facts.of(fact);
    if (text.equals("never")) {
      return List.of("present");
    }
    if (text.startsWith("< ")) {
      return notLess(values, facts.of(text.substring(2)));
    }
    return values.stream().filter(value -> !allows(value)).distinct().toList();
  }

  private static List<String> notLess(List<String> values, List<String> others) {
    return IntStream.range(0, values.size())
        .filter(i -> others.isEmpty() || !less(values.get(i), others.get(i % others.size())))
        .mapToObj(values::get)
        .distinct()
        .toList();
  }

  private static boolean less(String value, String other) {
    return isWhole(value) && isWhole(other) && Long.parseLong(value) < Long.parseLong(other);
  }

  private static boolean isWhole(String value) {
    return WHOLE.matcher(value).matches();
  }

  private boolean allows(String value) {
    for (String word : text.split(" +", -1)) {
      if (word.equals(value) || inRange(word, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inRange(String word, String value) {
    var range = RANGE.matcher(word);
    if (!range.matches()) {
      return false;
    }
    double low = Double.parseDouble(range.group(1));
    double high = Double.parseDouble(range.group(2));
    return isWhole(value) && Long.parseLong(value) >= low && Long.parseLong(value) <= high;
  }
}
