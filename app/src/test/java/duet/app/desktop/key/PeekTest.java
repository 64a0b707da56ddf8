package duet.app.desktop.key;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

class PeekTest {
  private final SimpleBooleanProperty shown = new SimpleBooleanProperty(true);
  private final AtomicLong clock = new AtomicLong();
  private final Peek peek = new Peek(shown, clock::get);

  @Test
  void aTapSwitchesOffAndTheNextOneOn() {
    tap();
    assertFalse(shown.get());
    tap();
    assertTrue(shown.get());
  }

  @Test
  void aHoldHidesOnlyWhileItLasts() {
    peek.press();
    assertFalse(shown.get());
    clock.addAndGet(Peek.TAP_NS);
    peek.press(); // the keyboard repeats it
    assertFalse(shown.get());
    peek.release();
    assertTrue(shown.get());
  }

  @Test
  void aHoldWhileOffShowsOnlyWhileItLasts() {
    tap();
    peek.press();
    assertTrue(shown.get());
    clock.addAndGet(Peek.TAP_NS);
    peek.release();
    assertFalse(shown.get());
  }

  @Test
  void aHoldWhoseReleaseGetsLostEndsWithTheFocus() {
    peek.press();
    peek.abandon();
    assertTrue(shown.get());
    peek.abandon();
    assertTrue(shown.get());
  }

  private void tap() {
    peek.press();
    clock.addAndGet(Peek.TAP_NS / 2);
    peek.release();
  }
}
