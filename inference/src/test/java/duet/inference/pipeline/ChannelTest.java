package duet.inference.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ChannelTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void givesItemsInOrderAndThenTheEnd() throws InterruptedException {
    Channel<Integer> channel = Channel.of(3);
    channel.put(1);
    channel.put(2);
    channel.close();
    assertEquals(Optional.of(1), channel.take());
    assertEquals(Optional.of(2), channel.take());
    assertEquals(Optional.empty(), channel.take());
    assertEquals(Optional.empty(), channel.take());
  }

  @Test
  void holdsNoMoreThanItsCapacity() throws Exception {
    Channel<Integer> channel = Channel.of(2);
    assertTrue(channel.offer(1));
    assertTrue(channel.offer(2));
    assertFalse(channel.offer(3));
    assertEquals(2, channel.size());
    Future<?> put = start(() -> putAndTell(channel, 3));
    assertThrows(TimeoutException.class, () -> put.get(50, TimeUnit.MILLISECONDS));
    assertEquals(Optional.of(1), channel.take());
    put.get();
    assertEquals(2, channel.size());
  }

  @Test
  void closingWakesWhoWaitsToTake() throws Exception {
    Channel<Integer> channel = Channel.of(1);
    Future<Optional<Integer>> take = start(channel::take);
    channel.close();
    assertEquals(Optional.empty(), take.get());
  }

  @Test
  void closingFailsWhoWaitsToPut() throws Exception {
    Channel<Integer> channel = Channel.of(1);
    channel.put(1);
    Future<?> put = start(() -> putAndTell(channel, 2));
    assertThrows(TimeoutException.class, () -> put.get(50, TimeUnit.MILLISECONDS));
    channel.close();
    ExecutionException failure = assertThrows(ExecutionException.class, put::get);
    assertInstanceOf(IllegalStateException.class, failure.getCause());
    assertEquals(Optional.of(1), channel.take());
    assertEquals(Optional.empty(), channel.take());
  }

  @Test
  void nothingGetsIntoAClosedChannel() {
    Channel<Integer> channel = Channel.of(1);
    channel.close();
    channel.close();
    assertFalse(channel.offer(1));
    assertThrows(IllegalStateException.class, () -> channel.put(1));
  }

  @Test
  void passesEverythingOnceBetweenManyThreads() throws Exception {
    Channel<Integer> channel = Channel.of(4);
    List<Future<List<Integer>>> takers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      takers.add(start(() -> takeAll(channel)));
    }
    List<Future<?>> putters = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int first = i * 1000;
      putters.add(start(() -> putAll(channel, first)));
    }
    for (Future<?> putter : putters) {
      putter.get();
    }
    channel.close();
    List<Integer> taken = new ArrayList<>();
    for (Future<List<Integer>> taker : takers) {
      taken.addAll(taker.get());
    }
    assertEquals(3000, taken.size());
    assertEquals(3000, taken.stream().distinct().count());
  }

  @Test
  void refusesACapacityOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> Channel.of(0));
  }

  private <T> Future<T> start(Callable<T> call) {
    return threads.submit(call);
  }

  private static boolean putAndTell(Channel<Integer> channel, int item)
      throws InterruptedException {
    channel.put(item);
    return true;
  }

  private static boolean putAll(Channel<Integer> channel, int first) throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      channel.put(first + i);
    }
    return true;
  }

  private static List<Integer> takeAll(Channel<Integer> channel) throws InterruptedException {
    List<Integer> taken = new ArrayList<>();
    for (Optional<Integer> item = channel.take(); item.isPresent(); item = channel.take()) {
      taken.add(item.get());
    }
    return taken;
  }
}
