package duet.app.reading;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import java.util.List;
import java.util.Locale;

/**
 * What a run of {@link ReadingBench} measured.
 *
 * @param origin whose numbers these are
 * @param frames frames measured in each mode
 * @param sequential frames a second, both models one after the other on one thread
 * @param pipelined frames a second through the reader
 */
public record BenchResult(
    String backend,
    Origin origin,
    int frames,
    double sequential,
    double pipelined,
    List<LaneLine> lanes) {
  public BenchResult {
    lanes = List.copyOf(lanes);
  }

  /**
   * One lane while the reader ran.
   *
   * @param engineMs median of the engine alone
   * @param loadMs mean of all work on a frame: prepare, engine, read out
   * @param cpuMs mean CPU time of the lane's thread a frame; other programs do not disturb it
   * @param heapBytes mean heap allocation of the lane's thread a frame, the kept result left out
   */
  public record LaneLine(
      Lane lane, String model, double engineMs, double loadMs, double cpuMs, long heapBytes) {}

  /** Frames a second that the busiest lane allows: 1 / max(lane load). */
  public double bound() {
    return 1000 / lanes.stream().mapToDouble(LaneLine::loadMs).max().orElseThrow();
  }

  public double ofBound() {
    return pipelined / bound();
  }

  public double ofSequential() {
    return pipelined / sequential;
  }

  /** What two free cores would give over one, by CPU times alone: sum / max. */
  public double cpuAllows() {
    double sum = lanes.stream().mapToDouble(LaneLine::cpuMs).sum();
    return sum / lanes.stream().mapToDouble(LaneLine::cpuMs).max().orElseThrow();
  }

  /** For people; says what must be at least how much. */
  public String table() {
    StringBuilder out = new StringBuilder();
    line(out, "%s, %s; %d frames a mode", backend, origin.words(), frames);
    line(out, "%-6s %-22s %9s %9s %9s %12s", "lane", "model", "engine", "load", "cpu", "heap");
    for (LaneLine lane : lanes) {
      line(
          out,
          "%-6s %-22s %6.1f ms %6.1f ms %6.1f ms %6.1f KiB",
          lane.lane(),
          lane.model(),
          lane.engineMs(),
          lane.loadMs(),
          lane.cpuMs(),
          lane.heapBytes() / 1024.0);
    }
    line(out, "one after the other on one thread  %6.2f frames/s", sequential);
    line(out, "pipelined on two lanes             %6.2f frames/s", pipelined);
    line(out, "bound 1/max(lane load)             %6.2f frames/s", bound());
    line(out, "pipelined / bound                  %6.2f  (at least 0.90)", ofBound());
    line(out, "pipelined / one after the other    %6.2f  (at least 1.50)", ofSequential());
    line(out, "what the CPU times allow for that  %6.2f", cpuAllows());
    return out.toString();
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
