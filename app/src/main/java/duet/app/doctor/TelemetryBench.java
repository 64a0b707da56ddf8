package duet.app.doctor;

import duet.inference.device.Machine;
import duet.inference.device.telemetry.Sampler;
import duet.inference.device.telemetry.TelemetrySource;
import duet.inference.device.telemetry.linux.LinuxTelemetry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * What polling the telemetry costs.
 *
 * @param readable how many quantities can be read here
 * @param paced polls at the usual pace, on their own thread, code and caches cold in between
 * @param seconds how long that went on
 * @param warmNs processor time of a poll, back to back
 */
public record TelemetryBench(int readable, Sampler.Cost paced, double seconds, double warmNs) {
  private static final int WARM_POLLS = 2000;

  /** Takes a little more than the given time. */
  public static TelemetryBench run(Machine machine, Duration paced) throws InterruptedException {
    TelemetrySource source = LinuxTelemetry.open(machine, System::nanoTime);
    int readable = (int) source.reach().stream().filter(one -> one.isReadable()).count();
    long began = System.nanoTime();
    try (Sampler sampler = Sampler.open(source, Sampler.USUAL_PACE)) {
      Thread.sleep(paced.toMillis());
      double seconds = (System.nanoTime() - began) / 1e9;
      return new TelemetryBench(readable, sampler.cost(), seconds, warmNs(machine));
    }
  }

  private static double warmNs(Machine machine) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (TelemetrySource source = LinuxTelemetry.open(machine, System::nanoTime)) {
      for (int i = 0; i < WARM_POLLS; i++) {
        source.poll();
      }
      long began = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < WARM_POLLS; i++) {
        source.poll();
      }
      return (threads.getCurrentThreadCpuTime() - began) / (double) WARM_POLLS;
    }
  }

  /** Share of one core that the paced polls took. */
  public double share() {
    return paced.cpuNs() / 1e9 / seconds;
  }
}
