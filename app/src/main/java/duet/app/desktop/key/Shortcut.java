package duet.app.desktop.key;

import java.util.List;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Keys, the same words for the keyboard map, and what they do.
 *
 * @param shown the keys as the keyboard map prints them
 */
public record Shortcut(
    Group group, List<KeyCombination> keys, String shown, String words, Runnable action) {
  /** Headings of the keyboard map. */
  public enum Group {
    WINDOW("Window (CT)"),
    SLICES("Slices and view"),
    FINDINGS("AI and findings"),
    DESK("Workstation");

    private final String words;

    Group(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public Shortcut {
    keys = List.copyOf(keys);
  }

  boolean matches(KeyEvent event) {
    return keys.stream().anyMatch(key -> key.match(event));
  }
}
