package duet.inference.device.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SamplerTest {
  @Test
  void pollsOnItsOwnThreadUntilItIsClosedAndClosesItsSourceOnce() throws InterruptedException {
    Scripted source = new Scripted(3);
    Sampler sampler = Sampler.open(source, Duration.ofMillis(1));
    assertTrue(source.reached.await(10, TimeUnit.SECONDS));
    sampler.close();
    sampler.close();
    int polls = source.polls.get();
    assertEquals("telemetry", source.thread);
    assertEquals(1, source.closes.get());
    assertEquals(Optional.of(Sample.empty(polls)), sampler.newest());
    assertEquals(polls, sampler.cost().polls());
    assertTrue(sampler.cost().cpuNs() > 0);
    assertEquals(polls, source.polls.get(), "it polls on");
  }

  @Test
  void aSourceThatBreaksEndsTheTelemetryAndNothingElse() throws InterruptedException {
    Scripted source = new Scripted(1);
    source.broken = true;
    try (Sampler sampler = Sampler.open(source, Duration.ofMillis(1))) {
      assertTrue(source.closed.await(10, TimeUnit.SECONDS));
      assertFalse(sampler.newest().isPresent());
    }
  }

  private static final class Scripted implements TelemetrySource {
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private final CountDownLatch reached;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean broken;
    private volatile String thread = "";

    Scripted(int awaited) {
      reached = new CountDownLatch(awaited);
    }

    @Override
    public Sample poll() {
      thread = Thread.currentThread().getName();
      if (broken) {
        throw new IllegalStateException("broken");
      }
      reached.countDown();
      return Sample.empty(polls.incrementAndGet());
    }

    @Override
    public List<Reach> reach() {
      return List.of();
    }

    @Override
    public void close() {
      closes.incrementAndGet();
      closed.countDown();
    }
  }
}
