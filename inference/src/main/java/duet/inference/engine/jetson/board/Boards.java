package duet.inference.engine.jetson.board;

import duet.inference.table.Table;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All boards, from their tables. */
public final class Boards {
  private static final String ALL = "*";
  private final Table boards = Table.read(Boards.class, "boards");
  private final Table constants = Table.read(Boards.class, "constants");

  private Boards() {}

  public static Boards read() {
    return new Boards();
  }

  /** As on the command line. */
  public List<String> names() {
    return boards.rows().stream().map(row -> row.get("name")).toList();
  }

  /** The power modes of a board, the strongest first; none of an unknown board. */
  public List<String> modes(String board) {
    Set<String> modes = new LinkedHashSet<>();
    constants.rows().stream()
        .filter(row -> row.get("board").equals(board) && !row.get("mode").equals(ALL))
        .forEach(row -> modes.add(row.get("mode")));
    return List.copyOf(modes);
  }

  /**
   * A board in a power mode.
   *
   * @param mode empty for the one that the board is measured in
   * @return empty where there is no such board or no such mode
   */
  public Optional<Setting> setting(String board, Optional<String> mode) {
    return boards.rows().stream()
        .filter(row -> row.get("name").equals(board))
        .findFirst()
        .filter(row -> modes(board).contains(mode.orElse(row.get("mode"))))
        .map(row -> setting(row, mode.orElse(row.get("mode"))));
  }

  private Setting setting(Table.Row board, String mode) {
    String name = board.get("name");
    return new Setting(
        name,
        board.get("words"),
        mode,
        new Setting.Rules(board.get("dla"), board.get("tensorrt")),
        constants(name, mode),
        constants(name, board.get("mode")));
  }

  /** The more exact lines after the others, so that they win. */
  private Map<String, Constant> constants(String board, String mode) {
    Map<String, Constant> found = new LinkedHashMap<>();
    for (Setting.Exact exact : Setting.Exact.values()) {
      constants.rows().stream()
          .filter(row -> exact.fits(row.get("board"), row.get("mode"), board, mode))
          .forEach(row -> found.put(row.get("constant"), Constant.of(row)));
    }
    return found;
  }
}
