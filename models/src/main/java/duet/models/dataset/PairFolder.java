package duet.models.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the layout that {@link PairSet} describes. */
final class PairFolder {
  private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,9})\\D*$");
  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::caseId, PairFolder::compareNumbers)
          .thenComparing(Pair::slice)
          .thenComparing(Pair::name);

  private final Path folder;

  private PairFolder(Path folder) {
    this.folder = folder;
  }

  static PairSet read(Path folder) {
    PairFolder reader = new PairFolder(folder);
    Set<String> ct = Folder.pictures(folder.resolve("CT"));
    Set<String> mri = Folder.pictures(folder.resolve("MRI"));
    Folder.demandAll(ct, mri, "No MRI of the same name in " + folder + "/MRI for");
    Folder.demandAll(mri, ct, "No CT of the same name in " + folder + "/CT for");
    Path table = folder.resolve("pairs.csv");
    List<Pair> pairs = Files.exists(table) ? reader.listed(table, ct) : reader.unlisted(ct);
    for (Pair pair : pairs) {
      demandSize(pair.ct());
      demandSize(pair.mri());
    }
    return new PairSet(folder, pairs.stream().sorted(ORDER).toList());
  }

  private List<Pair> listed(Path file, Set<String> names) {
    Table table = Table.read(file, "name", "case", "slice", "split");
    Folder.demandAll(table.rows().keySet(), names, file + " lists pictures that are not there");
    Folder.demandAll(names, table.rows().keySet(), file + " does not list pictures that are there");
    List<Pair> pairs = new ArrayList<>();
    Splits splits = new Splits("case");
    for (Table.Row row : table.rows().values()) {
      String caseId = row.get("case");
      Split split = splits.checked(caseId, Split.of(row.get("split"), row.where()), row.where());
      pairs.add(pair(row.get("name"), caseId, slice(row), split));
    }
    return pairs;
  }

  private static int slice(Table.Row row) {
    try {
      return Integer.parseInt(row.get("slice"));
    } catch (NumberFormatException e) {
      throw new DatasetException(
          row.where() + ": the slice is '" + row.get("slice") + "', must be a whole number.", e);
    }
  }

  private List<Pair> unlisted(Set<String> names) {
    return names.stream().map(this::unlisted).toList();
  }

  private Pair unlisted(String name) {
    String stem = name.replaceFirst("\\.[^.]*$", "");
    Matcher number = LAST_NUMBER.matcher(stem);
    String prefix = stem.replaceFirst("[_-].*$", "");
    return pair(
        name,
        prefix.isEmpty() ? stem : prefix,
        number.find() ? Integer.parseInt(number.group(1)) : 0,
        Split.NONE);
  }

  private Pair pair(String name, String caseId, int slice, Split split) {
    Path ct = folder.resolve("CT").resolve(name);
    return new Pair(name, caseId, slice, split, ct, folder.resolve("MRI").resolve(name));
  }

  private static void demandSize(Path picture) {
    PictureSize size = PictureSize.of(picture);
    if (size.width() != PairSet.SIZE || size.height() != PairSet.SIZE) {
      throw new DatasetException(
          "The picture "
              + picture
              + " is "
              + size
              + ", must be 256x256. Resize both of its pair alike, or take it out.");
    }
  }

  /** Shorter numbers first, so that case 2 comes before case 16. */
  private static int compareNumbers(String a, String b) {
    boolean numbers = a.matches("\\d+") && b.matches("\\d+");
    int byLength = numbers ? Integer.compare(a.length(), b.length()) : 0;
    return byLength != 0 ? byLength : a.compareTo(b);
  }
}
