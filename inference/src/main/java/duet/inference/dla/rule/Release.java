package duet.inference.dla.rule;

import duet.inference.table.Table;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A release of TensorRT.
 *
 * @param version as NVIDIA writes it, such as 10.3.0
 * @param rules the set of rules it follows; empty where it cannot use a DLA of a Jetson
 * @param words what it is, or why it has no DLA
 * @param source letters of the sources
 */
public record Release(String version, Optional<String> rules, String words, String source) {
  private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4}){0,2}");

  static Optional<Release> of(Table releases, String version) {
    if (!VERSION.matcher(version).matches()) {
      return Optional.empty();
    }
    return releases.rows().stream()
        .filter(
            row -> compare(row.get("from"), version) <= 0 && compare(version, row.get("to")) <= 0)
        .map(row -> new Release(version, rules(row), row.get("words"), row.get("source")))
        .findFirst();
  }

  private static Optional<String> rules(Table.Row row) {
    return Optional.of(row.get("rules")).filter(name -> !name.equals("none"));
  }

  /** By the first three numbers; what is not given is 0. */
  private static int compare(String one, String other) {
    return Comparator.<List<Integer>>comparingInt(v -> v.get(0))
        .thenComparingInt(v -> v.get(1))
        .thenComparingInt(v -> v.get(2))
        .compare(numbers(one), numbers(other));
  }

  private static List<Integer> numbers(String version) {
    return Arrays.stream((version + ".0").split("\\.")).map(Integer::valueOf).limit(3).toList();
  }

  /** Whether its DLA takes QuantizeLinear and DequantizeLinear; older ones take ranges apart. */
  public boolean takesPairs() {
    return rules.filter("11.4.1"::equals).isPresent();
  }

  /**
   * As the library gives it, such as 100300 for 10.3.0 and 8502 for 8.5.2. Where the version has
   * two numbers, the third is that of the JetPack which brings it.
   */
  public int number() {
    List<Integer> three = numbers(version);
    int patch = version.split("\\.").length < 3 ? shipped(three) : three.get(2);
    return three.get(0) >= 10
        ? three.get(0) * 10000 + three.get(1) * 100 + patch
        : three.get(0) * 1000 + three.get(1) * 100 + patch;
  }

  /** JetPack 5 has 8.5.2, JetPack 6.0 has 8.6.2, later ones end in 0. */
  private static int shipped(List<Integer> version) {
    return version.get(0) == 8 ? 2 : 0;
  }
}
