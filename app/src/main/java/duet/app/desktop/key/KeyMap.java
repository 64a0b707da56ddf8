package duet.app.desktop.key;

import static javafx.scene.input.KeyCombination.CONTROL_DOWN;
import static javafx.scene.input.KeyCombination.SHIFT_ANY;
import static javafx.scene.input.KeyCombination.SHIFT_DOWN;

import duet.app.desktop.key.Shortcut.Group;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.render.Window;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** All keys but that of {@link Peek}. They work whatever has the focus. */
public final class KeyMap {
  private final List<Shortcut> shortcuts;

  public KeyMap(Commands commands) {
    shortcuts =
        Stream.of(windows(commands), slices(commands), findings(commands), desk(commands))
            .flatMap(List::stream)
            .toList();
  }

  /** In the order of the keyboard map. */
  public List<Shortcut> shortcuts() {
    return shortcuts;
  }

  /** Does what the key stands for, and consumes it. */
  public void pressed(KeyEvent event) {
    shortcuts.stream()
        .filter(shortcut -> shortcut.matches(event))
        .findFirst()
        .ifPresent(
            shortcut -> {
              event.consume();
              shortcut.action().run();
            });
  }

  private static List<Shortcut> windows(Commands to) {
    return List.of(
        window(to, 1, "Brain", Window.BRAIN),
        window(to, 2, "Stroke", Window.STROKE),
        window(to, 3, "Narrow", Window.NARROW),
        window(to, 4, "Subdural", Window.SUBDURAL),
        window(to, 5, "Bone", Window.BONE),
        new Shortcut(Group.WINDOW, digit(0), "0", "As the file proposes", to::fileWindow));
  }

  private static Shortcut window(Commands to, int number, String name, Window window) {
    String words =
        String.format(Locale.ROOT, "%s  W %.0f L %.0f", name, window.width(), window.centre());
    return new Shortcut(
        Group.WINDOW, digit(number), String.valueOf(number), words, () -> to.window(window));
  }

  private static List<Shortcut> slices(Commands to) {
    Group group = Group.SLICES;
    return List.of(
        new Shortcut(
            group,
            keys(KeyCode.DOWN, KeyCode.PAGE_DOWN),
            "↓   Page Down",
            "Next slice",
            () -> to.step(1)),
        new Shortcut(
            group,
            keys(KeyCode.UP, KeyCode.PAGE_UP),
            "↑   Page Up",
            "Previous slice",
            () -> to.step(-1)),
        new Shortcut(group, keys(KeyCode.HOME), "Home", "First slice", to::firstSlice),
        new Shortcut(group, keys(KeyCode.END), "End", "Last slice", to::lastSlice),
        new Shortcut(group, plus(), "+", "Enlarge", () -> to.zoom(1)),
        new Shortcut(
            group, keys(KeyCode.MINUS, KeyCode.SUBTRACT), "−", "Shrink", () -> to.zoom(-1)),
        new Shortcut(group, keys(KeyCode.F), "F", "Fit into the view", to::fit));
  }

  private static List<Shortcut> findings(Commands to) {
    Group group = Group.FINDINGS;
    return List.of(
        new Shortcut(group, keys(KeyCode.N), "N", "Next finding", to::nextFinding),
        new Shortcut(group, shift(KeyCode.N), "Shift + N", "Previous finding", to::previousFinding),
        new Shortcut(
            group,
            keys(KeyCode.ENTER, KeyCode.Y),
            "Enter   Y",
            "Accept the finding",
            () -> to.decide(Decision.ACCEPTED)),
        new Shortcut(
            group,
            keys(KeyCode.DELETE, KeyCode.X),
            "Delete   X",
            "Reject the finding",
            () -> to.decide(Decision.REJECTED)));
  }

  private static List<Shortcut> desk(Commands to) {
    Group group = Group.DESK;
    return List.of(
        new Shortcut(group, keys(KeyCode.O), "O", "Open files or a ZIP", to::openFiles),
        new Shortcut(group, shift(KeyCode.O), "Shift + O", "Open a folder", to::openFolder),
        new Shortcut(group, keys(KeyCode.E), "E", "Export the report", to::export),
        new Shortcut(group, shift(KeyCode.E), "Shift + E", "Export to a folder", to::exportTo),
        new Shortcut(
            group,
            List.of(new KeyCodeCombination(KeyCode.W, CONTROL_DOWN)),
            "Ctrl + W",
            "Close the series",
            to::closeSeries),
        new Shortcut(group, keys(KeyCode.F1), "F1", "This keyboard map", to::showKeys),
        new Shortcut(group, keys(KeyCode.F2), "F2", "Models and their limits", to::showModels),
        new Shortcut(group, keys(KeyCode.ESCAPE), "Esc", "Close what lies on top", to::closeSheet));
  }

  private static List<KeyCombination> keys(KeyCode... codes) {
    return Stream.of(codes).<KeyCombination>map(KeyCodeCombination::new).toList();
  }

  private static List<KeyCombination> shift(KeyCode code) {
    return List.of(new KeyCodeCombination(code, SHIFT_DOWN));
  }

  private static List<KeyCombination> digit(int number) {
    return keys(KeyCode.valueOf("DIGIT" + number), KeyCode.valueOf("NUMPAD" + number));
  }

  /** With and without Shift: on some keyboards plus lies above equals. */
  private static List<KeyCombination> plus() {
    return Stream.of(KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD)
        .<KeyCombination>map(code -> new KeyCodeCombination(code, SHIFT_ANY))
        .toList();
  }
}
