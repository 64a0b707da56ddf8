package duet.inference.profile.measured;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Two clocks. How long a lane takes is read from that on the wall. How two things that ran on it
 * compare is read from that of the lane, which stands still while something else has the core.
 *
 * @param nowNs on the wall
 * @param workNs of the calling thread; the same as the first where a lane is not a thread
 */
public record Clocks(LongSupplier nowNs, LongSupplier workNs) {
  /** Of lanes that are threads. */
  public static Clocks ofThreads() {
    var threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported()
        ? new Clocks(System::nanoTime, threads::getCurrentThreadCpuTime)
        : ofDevices();
  }

  /** Of lanes that are devices, on which a thread waits. */
  public static Clocks ofDevices() {
    return new Clocks(System::nanoTime, System::nanoTime);
  }
}
