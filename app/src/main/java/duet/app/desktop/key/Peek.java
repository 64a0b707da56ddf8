package duet.app.desktop.key;

import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * One key, two uses: a tap switches what the models say off or on and it stays so; a hold switches
 * it for as long as the key is down, to look at the bare CT. FX thread.
 */
public final class Peek {
  /** The key. */
  public static final KeyCode KEY = KeyCode.A;

  /** A shorter press is a tap. */
  static final long TAP_NS = 300_000_000;

  private final BooleanProperty shown;
  private final LongSupplier clockNs;
  private boolean down;
  private long sinceNs;

  /**
   * @param shown whether what the models say is on screen
   */
  public Peek(BooleanProperty shown, LongSupplier clockNs) {
    this.shown = shown;
    this.clockNs = clockNs;
  }

  /** Takes the press of its key, repeated ones included. */
  public void pressed(KeyEvent event) {
    if (event.getCode() == KEY && !event.isShortcutDown() && !event.isAltDown()) {
      event.consume();
      press();
    }
  }

  /** Takes the release of its key. */
  public void released(KeyEvent event) {
    if (event.getCode() == KEY && down) {
      event.consume();
      release();
    }
  }

  /** Ends a hold whose release will not come, because the window lost the keyboard. */
  public void abandon() {
    if (down) {
      down = false;
      flip();
    }
  }

  void press() {
    if (!down) {
      down = true;
      sinceNs = clockNs.getAsLong();
      flip();
    }
  }

  void release() {
    down = false;
    if (clockNs.getAsLong() - sinceNs >= TAP_NS) {
      flip();
    }
  }

  private void flip() {
    shown.set(!shown.get());
  }
}
