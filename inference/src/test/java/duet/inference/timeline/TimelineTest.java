package duet.inference.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimelineTest {
  @Test
  void keepsTheOrderOfAdding() {
    Timeline timeline = new Timeline(8);
    timeline.add(span(1, 30));
    timeline.add(span(2, 20));
    assertEquals(List.of(span(1, 30), span(2, 20)), timeline.all());
  }

  @Test
  void dropsTheOldestWhenFull() {
    Timeline timeline = new Timeline(3);
    for (int frame = 0; frame < 8; frame++) {
      timeline.add(span(frame, frame));
    }
    assertEquals(List.of(span(5, 5), span(6, 6), span(7, 7)), timeline.all());
  }

  @Test
  void givesWhatEndedSince() {
    Timeline timeline = new Timeline(8);
    for (int frame = 0; frame < 5; frame++) {
      timeline.add(span(frame, frame * 10L));
    }
    assertEquals(List.of(span(3, 30), span(4, 40)), timeline.since(30));
  }

  @Test
  void survivesAClockThatWraps() {
    Timeline timeline = new Timeline(8);
    long late = Long.MIN_VALUE + 5;
    timeline.add(new Span("t", Activity.ENGINE, Lane.CPU0, 1, late - 1, late));
    assertEquals(1, timeline.since(Long.MAX_VALUE - 5).size());
  }

  @Test
  void refusesToKeepNothing() {
    assertThrows(IllegalArgumentException.class, () -> new Timeline(0));
  }

  @Test
  void loosesNothingBetweenTwoWriters() throws InterruptedException {
    Timeline timeline = new Timeline(20_000);
    CountDownLatch start = new CountDownLatch(1);
    Runnable writer =
        () -> {
          try {
            start.await();
          } catch (InterruptedException e) {
            return;
          }
          for (int frame = 0; frame < 10_000; frame++) {
            timeline.add(span(frame, frame));
          }
        };
    Thread one = new Thread(writer, "one");
    Thread two = new Thread(writer, "two");
    one.start();
    two.start();
    start.countDown();
    int seen = 0;
    while (one.isAlive() || two.isAlive()) {
      int now = timeline.all().size();
      assertTrue(now >= seen);
      seen = now;
    }
    assertEquals(20_000, timeline.all().size());
  }

  private static Span span(long frame, long endNs) {
    return new Span("t", Activity.ENGINE, Lane.CPU0, frame, endNs - 1, endNs);
  }
}
