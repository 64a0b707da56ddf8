package duet.inference.profile.measured;

import duet.inference.device.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two networks on two lanes at once. Cores share caches and memory, so each runs slower beside the
 * other than alone; how much is measured in turns with both alone.
 */
final class Rivals {
  private final Lane lane;
  private final Bench bench;
  private final List<Double> alone = new ArrayList<>();
  private final List<Double> beside = new ArrayList<>();

  Rivals(Lane lane, Bench bench) {
    this.lane = lane;
    this.bench = bench;
  }

  Lane lane() {
    return lane;
  }

  /** Speed beside the other relative to alone; noise can make it more than 1, which is none. */
  double speed() {
    return Math.min(1, median(alone) / median(beside));
  }

  private static double median(List<Double> values) {
    return Bench.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * Measures both.
   *
   * @param times each runs alone, and at least beside the other
   */
  static void measure(Rivals one, Rivals other, int times) throws InterruptedException {
    int turns = Math.min(3, times);
    for (int turn = 0; turn < turns; turn++) {
      int share = (times + turns - 1) / turns;
      one.alone(share);
      other.alone(share);
      together(one, other, share);
    }
  }

  private void alone(int times) {
    for (int i = 0; i < times; i++) {
      alone.add((double) bench.runAll());
    }
  }

  /** Until both have run so often: what ends first goes on, so that neither is alone. */
  private static void together(Rivals one, Rivals other, int times) throws InterruptedException {
    AtomicInteger ready = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(2);
    Thread second = new Thread(() -> other.runBeside(start, ready, times), "profile-" + other.lane);
    second.setDaemon(true);
    second.start();
    one.runBeside(start, ready, times);
    second.join();
  }

  private void runBeside(CountDownLatch start, AtomicInteger ready, int times) {
    start.countDown();
    try {
      start.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    for (int runs = 0; ready.get() < 2; runs++) {
      beside.add((double) bench.runAll());
      if (runs + 1 == times) {
        ready.incrementAndGet();
      }
    }
  }
}
