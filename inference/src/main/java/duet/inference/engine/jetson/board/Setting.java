package duet.inference.engine.jetson.board;

import duet.inference.engine.jetson.board.Constant.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A board in a power mode.
 *
 * @param board its name on the command line
 * @param words its name in sentences
 * @param mode power mode, as NVIDIA calls it
 * @param rules which layers its DLA takes
 * @param constants by name, in this mode
 * @param strongest the same in the mode in which the board reaches its peaks
 */
public record Setting(
    String board,
    String words,
    String mode,
    Rules rules,
    Map<String, Constant> constants,
    Map<String, Constant> strongest) {
  public Setting {
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    strongest = Collections.unmodifiableMap(new LinkedHashMap<>(strongest));
  }

  /**
   * Whose rules of the DLA are used.
   *
   * @param device of the rulebook
   * @param tensorRt release
   */
  public record Rules(String device, String tensorRt) {}

  /** How exactly a line of the table speaks of a board in a mode. */
  enum Exact {
    ANY,
    BOARD,
    MODE;

    boolean fits(String rowBoard, String rowMode, String board, String mode) {
      return switch (this) {
        case ANY -> rowBoard.equals("*");
        case BOARD -> rowBoard.equals(board) && rowMode.equals("*");
        case MODE -> rowBoard.equals(board) && rowMode.equals(mode);
      };
    }
  }

  /**
   * The value of a constant.
   *
   * @throws NullPointerException naming one that the table has not
   */
  public double value(String constant) {
    return constant(constants, constant).value();
  }

  private Constant constant(Map<String, Constant> among, String name) {
    return Objects.requireNonNull(among.get(name), board + " has no constant " + name);
  }

  /** Dense, in operations a second; in weaker modes fewer processors at a lower clock. */
  public double gpuFp16() {
    return 1e12 * value("gpu-fp16") * ratio("gpu-clock") * ratio("gpu-tpc");
  }

  /** What one core reaches, in operations a second, at the clock of this mode. */
  public double dla(String peak) {
    return 1e12 * value(peak) * ratio("dla-clock");
  }

  private double ratio(String constant) {
    return value(constant) / constant(strongest, constant).value();
  }

  /** The same with one constant chosen otherwise. */
  public Setting with(String name, double value, String source) {
    Constant old = constant(constants, name);
    Map<String, Constant> other = new LinkedHashMap<>(constants);
    other.put(name, new Constant(name, value, old.unit(), Status.FITTED, source));
    return new Setting(board, words, mode, rules, other, strongest);
  }
}
