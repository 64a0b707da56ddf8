package duet.models.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds for the splits of every dataset. */
final class Splits {
  private final String kind;
  private final Map<String, Split> seen = new HashMap<>();

  /**
   * Watches over groups.
   *
   * @param kind what a group is called: case, group
   */
  Splits(String kind) {
    this.kind = kind;
  }

  /** Refuses a group that was in another split before: a model would be judged by what it knows. */
  Split checked(String group, Split split, String where) {
    Split before = seen.putIfAbsent(group, split);
    if (before != null && before != split) {
      throw new DatasetException(
          String.format(
              "%s: %s %s is in %s and in %s. Put all its pictures into one split.",
              where, kind, group, before.word(), split.word()));
    }
    return split;
  }

  static String empty(Path folder, Split wanted, Stream<Split> there) {
    String has = there.distinct().sorted().map(Split::word).collect(Collectors.joining(", "));
    return String.format(
        "The split %s of %s is empty; it has: %s. Choose one of these, or all.",
        wanted.word(), folder, has.equals(Split.NONE.word()) ? "no splits at all" : has);
  }

  static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return List.copyOf(both);
  }
}
