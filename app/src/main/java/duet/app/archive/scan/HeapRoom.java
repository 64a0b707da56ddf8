package duet.app.archive.scan;

import java.util.function.LongSupplier;

/**
 * Whether something large still fits into the Java heap. A quarter of the heap is left for work, so
 * that "no" is an answer and not an OutOfMemoryError somewhere else.
 */
public final class HeapRoom {
  private static final long PAUSE_NS = 2_000_000_000L;

  private final long limit;
  private final LongSupplier used;
  private final Runnable collect;
  private final LongSupplier nanoTime;
  private long collectedAtNs;

  /**
   * @param max size of the heap in bytes
   * @param used bytes in use, garbage included
   * @param collect collects the garbage; costs some hundred milliseconds
   */
  HeapRoom(long max, LongSupplier used, Runnable collect, LongSupplier nanoTime) {
    this.limit = max - max / 4;
    this.used = used;
    this.collect = collect;
    this.nanoTime = nanoTime;
    this.collectedAtNs = nanoTime.getAsLong() - PAUSE_NS;
  }

  public static HeapRoom ofThisJvm() {
    Runtime runtime = Runtime.getRuntime();
    return new HeapRoom(
        runtime.maxMemory(),
        () -> runtime.totalMemory() - runtime.freeMemory(),
        runtime::gc,
        System::nanoTime);
  }

  /** Whether that many bytes can be allocated now. Collects garbage before it says no. */
  synchronized boolean admits(long bytes) {
    if (bytes <= left()) {
      return true;
    }
    // Hostile input could ask for a collection with every file.
    if (bytes > limit || nanoTime.getAsLong() - collectedAtNs < PAUSE_NS) {
      return false;
    }
    collect.run();
    collectedAtNs = nanoTime.getAsLong();
    return bytes <= left();
  }

  private long left() {
    return limit - used.getAsLong();
  }
}
