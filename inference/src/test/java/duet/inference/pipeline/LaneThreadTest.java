package duet.inference.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LaneThreadTest {
  private final Logger log = Logger.getLogger(LaneThread.class.getName());
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final List<String> failed = new CopyOnWriteArrayList<>();

  @Test
  void handlesInOrderOnItsOwnNamedThread() throws InterruptedException {
    Channel<String> inbox = Channel.of(4);
    LaneThread<String> lane =
        LaneThread.open(
            Lane.CPU0,
            inbox,
            item -> handled.add(item + " on " + Thread.currentThread().getName()),
            this::fail);
    inbox.put("a");
    inbox.put("b");
    lane.close();
    assertEquals(List.of("a on lane-CPU0", "b on lane-CPU0"), handled);
    assertEquals(List.of(), failed);
  }

  @Test
  void goesOnAfterAFailure() throws InterruptedException {
    Channel<String> inbox = Channel.of(4);
    LaneThread<String> lane = LaneThread.open(Lane.CPU1, inbox, this::handle, this::fail);
    for (String item : List.of("a", "exception", "b", "error", "c")) {
      inbox.put(item);
    }
    lane.close();
    assertEquals(List.of("a", "b", "c"), handled);
    assertEquals(List.of("exception: IOException", "error: StackOverflowError"), failed);
  }

  @Test
  void goesOnAndLogsWhenTheFailureCannotEvenBeReported() throws InterruptedException {
    List<String> logged = catchLog();
    Channel<String> inbox = Channel.of(4);
    LaneThread<String> lane =
        LaneThread.open(
            Lane.CPU1,
            inbox,
            this::handle,
            (item, cause) -> {
              fail(item, cause);
              throw new IllegalStateException("thrown by the test on purpose");
            });
    inbox.put("exception");
    inbox.put("a");
    lane.close();
    assertEquals(List.of("exception: IOException"), failed);
    assertEquals(List.of("a"), handled);
    assertEquals(List.of("lane-CPU1: a failure could not be reported"), logged);
  }

  @AfterEach
  void giveLogBack() {
    log.setUseParentHandlers(true);
    for (Handler handler : log.getHandlers()) {
      log.removeHandler(handler);
    }
  }

  private List<String> catchLog() {
    List<String> messages = new CopyOnWriteArrayList<>();
    log.setUseParentHandlers(false);
    log.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            messages.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    return messages;
  }

  @Test
  void closeWaitsForWhatIsInTheInboxAndIsSafeTwice() throws InterruptedException {
    Channel<String> inbox = Channel.of(4);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    LaneThread<String> lane =
        LaneThread.open(
            Lane.CPU0,
            inbox,
            item -> {
              begun.countDown();
              mayEnd.await();
              handled.add(item);
            },
            this::fail);
    inbox.put("a");
    inbox.put("b");
    begun.await();
    Thread closer = new Thread(lane::close, "closer");
    closer.start();
    closer.join(50);
    assertTrue(closer.isAlive());
    mayEnd.countDown();
    closer.join();
    assertEquals(List.of("a", "b"), handled);
    lane.close();
    assertFalse(inbox.offer("c"));
  }

  @Test
  void mayCloseItself() throws InterruptedException {
    Channel<String> inbox = Channel.of(4);
    CountDownLatch closed = new CountDownLatch(1);
    Channel<LaneThread<String>> self = Channel.of(1);
    LaneThread<String> lane =
        LaneThread.open(
            Lane.CPU0,
            inbox,
            item -> {
              self.take().orElseThrow().close();
              closed.countDown();
            },
            this::fail);
    self.put(lane);
    inbox.put("a");
    closed.await();
    lane.close();
    assertEquals(List.of(), failed);
  }

  private void handle(String item) throws IOException {
    switch (item) {
      case "exception" -> throw new IOException("thrown by the test on purpose");
      case "error" -> throw new StackOverflowError("thrown by the test on purpose");
      default -> handled.add(item);
    }
  }

  private void fail(String item, Throwable cause) {
    failed.add(item + ": " + cause.getClass().getSimpleName());
  }
}
