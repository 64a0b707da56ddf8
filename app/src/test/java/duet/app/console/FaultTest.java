package duet.app.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void theSameFaultHasTheSameCode() {
    assertEquals(Fault.code(broken("one")), Fault.code(broken("two")));
    assertNotEquals(Fault.code(broken("one")), Fault.code(new IllegalStateException("one")));
  }

  @Test
  void theLineForTheUserIsOneLineWithoutTheMessage() {
    String line = Fault.report(broken("/home/someone/DOE^JANE.dcm"));
    assertEquals(1, line.lines().count());
    assertFalse(line.contains("DOE"));
    assertTrue(line.contains(Fault.code(broken(""))), line);
  }

  @Test
  void lackOfMemorySaysWhatToDo() {
    assertTrue(Fault.report(new OutOfMemoryError()).contains("-Xmx"));
  }

  private static IllegalArgumentException broken(String message) {
    return new IllegalArgumentException(message);
  }
}
