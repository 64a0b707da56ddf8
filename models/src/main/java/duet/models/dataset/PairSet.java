package duet.models.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Registered pairs of CT and MRI pictures.
 *
 * <pre>
 * FOLDER/CT/NAME.png   FOLDER/MRI/NAME.png   FOLDER/pairs.csv: name,case,slice,split
 * </pre>
 *
 * Without {@code pairs.csv} the case is what stands before the first {@code _} or {@code -} of the
 * name (the whole stem where there is none), the slice is the last number in it, and the split is
 * {@link Split#NONE}.
 *
 * @param pairs by case, then slice, then name; never empty
 */
public record PairSet(Path folder, List<Pair> pairs) {
  /** Width and height of every picture. */
  public static final int SIZE = 256;

  public PairSet {
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new DatasetException("There are no pairs in " + folder + "/CT and " + folder + "/MRI.");
    }
  }

  /**
   * Reads names, table and the sizes of all pictures, but no pixels yet.
   *
   * @throws DatasetException a picture has no partner or another size, the table does not fit the
   *     files, or a case is in two splits
   */
  public static PairSet read(Path folder) {
    return PairFolder.read(folder);
  }

  /**
   * The pairs of one split.
   *
   * @throws DatasetException when there are none
   */
  public PairSet in(Split split) {
    List<Pair> chosen = pairs.stream().filter(pair -> pair.split() == split).toList();
    if (chosen.isEmpty()) {
      throw new DatasetException(Splits.empty(folder, split, pairs.stream().map(Pair::split)));
    }
    return new PairSet(folder, chosen);
  }

  /**
   * All but those of some cases.
   *
   * @throws DatasetException a case is not there, or none is left
   */
  public PairSet without(Set<String> cases) {
    Set<String> there = byCase().keySet();
    for (String unknown : cases) {
      if (!there.contains(unknown)) {
        throw new DatasetException(
            "There is no case '" + unknown + "' in " + folder + ", only " + there + ".");
      }
    }
    return new PairSet(
        folder, pairs.stream().filter(pair -> !cases.contains(pair.caseId())).toList());
  }

  /** The pairs by case, in order. */
  public Map<String, List<Pair>> byCase() {
    Map<String, List<Pair>> cases = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      cases.merge(pair.caseId(), List.of(pair), Splits::joined);
    }
    return cases;
  }
}
