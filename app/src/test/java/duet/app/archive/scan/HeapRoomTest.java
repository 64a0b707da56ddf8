package duet.app.archive.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapRoomTest {
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong live = new AtomicLong();
  private final AtomicLong nanoTime = new AtomicLong();
  private final AtomicInteger collections = new AtomicInteger();
  private final HeapRoom room =
      new HeapRoom(
          1000,
          used::get,
          () -> {
            collections.incrementAndGet();
            used.set(live.get());
          },
          nanoTime::get);

  @Test
  void leavesAQuarterForWork() {
    assertTrue(room.admits(750));
    assertFalse(room.admits(751));
  }

  @Test
  void collectsGarbageBeforeItSaysNo() {
    used.set(900);
    live.set(100);
    assertTrue(room.admits(650));
    assertEquals(1, collections.get());
  }

  @Test
  void hostileInputCannotMakeItCollectAllTheTime() {
    used.set(900);
    live.set(900);
    for (int i = 0; i < 100; i++) {
      assertFalse(room.admits(500));
    }
    assertEquals(1, collections.get());
    nanoTime.set(3_000_000_000L);
    assertFalse(room.admits(500));
    assertEquals(2, collections.get());
  }

  @Test
  void whatNeverFitsIsRefusedWithoutACollection() {
    assertFalse(room.admits(Long.MAX_VALUE));
    assertEquals(0, collections.get());
  }
}
