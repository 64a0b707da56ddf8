package duet.inference.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue between threads that can be closed: what is in it when it closes can still be
 * taken, nothing new gets in. The bound is what makes a fast producer wait for a slow lane instead
 * of filling the memory.
 */
public final class Channel<T> implements AutoCloseable {
  private final int capacity;
  private final Deque<T> items;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition freed = lock.newCondition();
  private boolean closed;

  private Channel(int capacity) {
    this.capacity = capacity;
    items = new ArrayDeque<>(capacity);
  }

  /**
   * An empty channel.
   *
   * @param capacity how many items wait at most, at least 1
   */
  public static <T> Channel<T> of(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a channel of capacity " + capacity + " passes nothing");
    }
    return new Channel<>(capacity);
  }

  /**
   * Adds an item, waiting while the channel is full.
   *
   * @throws IllegalStateException when the channel is closed, before the call or during the wait
   */
  public void put(T item) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (items.size() == capacity && !closed) {
        freed.await();
      }
      if (closed) {
        throw new IllegalStateException("the channel is closed");
      }
      items.addLast(item);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Adds an item if there is room now; false when the channel is full or closed. */
  public boolean offer(T item) {
    lock.lock();
    try {
      if (closed || items.size() == capacity) {
        return false;
      }
      items.addLast(item);
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The oldest item, waiting for one; empty once the channel is closed and drained. */
  public Optional<T> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (items.isEmpty() && !closed) {
        filled.await();
      }
      if (items.isEmpty()) {
        return Optional.empty();
      }
      T item = items.removeFirst();
      freed.signal();
      return Optional.of(item);
    } finally {
      lock.unlock();
    }
  }

  /** How many items wait. */
  public int size() {
    lock.lock();
    try {
      return items.size();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing new in and wakes all who wait; safe to call twice. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
