package duet.inference.dla.rule;

import duet.inference.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All tables. A release or a device that behaves differently is another word in a table, not
 * another class; and since each line names its source, a reader can check the program against it.
 */
public final class Rulebook {
  private final Table releases = Table.read(Rulebook.class, "releases");
  private final Table devices = Table.read(Rulebook.class, "devices");
  private final Map<String, Operator> operators = new LinkedHashMap<>();
  private final List<Rule> rules;

  private Rulebook() {
    Map<String, Cure> byKey = cures().stream().collect(Collectors.toMap(Cure::key, cure -> cure));
    rules =
        Table.read(Rulebook.class, "layers").rows().stream()
            .map(row -> Rule.of(row, byKey))
            .toList();
    for (Table.Row row : Table.read(Rulebook.class, "operators").rows()) {
      operators.put(row.get("operator"), Operator.of(row));
    }
  }

  /** All that helps, in the order of the table. */
  public static List<Cure> cures() {
    return Table.read(Rulebook.class, "cures").rows().stream()
        .map(row -> new Cure(row.get("key"), kind(row), row.get("words")))
        .toList();
  }

  private static Cure.Kind kind(Table.Row row) {
    return Cure.Kind.valueOf(row.get("kind").toUpperCase(Locale.ROOT));
  }

  public static Rulebook read() {
    return new Rulebook();
  }

  /** Empty for a release that the tables say nothing about. */
  public Optional<Release> release(String version) {
    return Release.of(releases, version);
  }

  public Optional<Device> device(String name) {
    return Device.of(devices, name);
  }

  public List<Device> devices() {
    return Device.all(devices);
  }

  /** The first release of each line of the table, for messages. */
  public List<String> releases() {
    return releases.rows().stream()
        .map(row -> row.get("from").replaceFirst("\\.0$", "") + " to " + row.get("to"))
        .map(range -> range.replace(".99", ".x"))
        .toList();
  }

  /** With the whole name of the operator, domain included. */
  public Operator operator(String name) {
    return Objects.requireNonNullElseGet(operators.get(name), () -> Operator.unknown(name));
  }

  /** The rules that do not hold, in the order of the table. */
  public List<Hit> hits(Facts facts, Target target) {
    List<Hit> hits = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.concerns(facts, target)) {
        Optional<Hit> hit = rule.hit(facts);
        hit.ifPresent(hits::add);
        if (hit.filter(Hit::isFinal).isPresent()) {
          break;
        }
      }
    }
    return List.copyOf(hits);
  }

  /** Where a layer of these facts runs. */
  public Verdict judge(Facts facts, Target target) {
    List<Hit> hits = hits(facts, target);
    List<Hit> refusals = hits.stream().filter(Hit::refuses).toList();
    if (refusals.isEmpty()) {
      boolean half = hits.stream().anyMatch(Hit::needsHalf);
      return new Verdict.Fits(
          half ? Precision.FP16 : target.precision(), hits.stream().map(Hit::words).toList());
    }
    return new Verdict.FallsBack(
        join(refusals.stream().map(Hit::words).toList(), "; "),
        refusals.stream().flatMap(hit -> hit.cure().stream()).findFirst(),
        join(
            refusals.stream().flatMap(hit -> List.of(hit.source().split(" ")).stream()).toList(),
            " "));
  }

  private static String join(List<String> words, String between) {
    return words.stream().distinct().collect(Collectors.joining(between));
  }
}
