package duet.app.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and kill: interrupts the verb and keeps the process alive until the verb has taken away
 * what it had half written. Closing says that it has.
 */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private final CountDownLatch cleaned = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread verb) {
    hook = new Thread(() -> stop(verb), "interruption");
  }

  /** Watches over the verb that runs on this thread. */
  public static Interruption of(Thread verb) {
    Interruption interruption = new Interruption(verb);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void stop(Thread verb) {
    verb.interrupt();
    try {
      if (!cleaned.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return; // a native call that does not end: the process goes, *.part stays behind
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    cleaned.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending: the hook runs at this moment and has just been released
    }
  }
}
