package duet.inference.device.telemetry.linux;

import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.Sample.Memory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load of the processor and use of main memory, on any Linux. One thread. */
final class CpuFiles implements AutoCloseable {
  /** User, nice, system, idle, waiting for input and output, two interrupts, stolen: in ticks. */
  private static final Pattern TICKS = Pattern.compile("^cpu +(\\d{1,15}(?: \\d{1,15}){7})");

  private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal: +(\\d{1,12}) kB");
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable: +(\\d{1,12}) kB");

  private final Tree.Sought stat;
  private final Tree.Sought memory;
  private long lastTotal;
  private long lastIdle;

  CpuFiles(Tree tree) {
    stat = tree.seek("CPU load", List.of("proc/stat"));
    memory = tree.seek("memory", List.of("proc/meminfo"));
    load(); // a load is what was done since
  }

  /** Share of the ticks since the last call that were not idle; empty if none went by. */
  OptionalDouble load() {
    Matcher line = TICKS.matcher(stat.gauge().map(Gauge::text).orElse(""));
    if (!line.find()) {
      return OptionalDouble.empty();
    }
    String[] ticks = line.group(1).split(" ", -1);
    long total = 0;
    for (String tick : ticks) {
      total += Long.parseLong(tick);
    }
    return since(total, Long.parseLong(ticks[3]) + Long.parseLong(ticks[4]));
  }

  private OptionalDouble since(long total, long idle) {
    double ticks = total - lastTotal;
    double share = 1 - (idle - lastIdle) / ticks;
    lastTotal = total;
    lastIdle = idle;
    return ticks > 0 ? Numbers.between(share, 0, 1) : OptionalDouble.empty();
  }

  Optional<Memory> memory() {
    String text = memory.gauge().map(Gauge::text).orElse("");
    OptionalLong total = bytes(TOTAL, text);
    OptionalLong available = bytes(AVAILABLE, text);
    return total.isPresent() && available.isPresent() && available.getAsLong() <= total.getAsLong()
        ? Optional.of(new Memory(total.getAsLong() - available.getAsLong(), total.getAsLong()))
        : Optional.empty();
  }

  private static OptionalLong bytes(Pattern line, String text) {
    Matcher found = line.matcher(text);
    return found.find()
        ? OptionalLong.of(Long.parseLong(found.group(1)) * 1024)
        : OptionalLong.empty();
  }

  List<Reach> reach() {
    return List.of(stat.reach(), memory.reach());
  }

  @Override
  public void close() {
    Numbers.close(stat);
    Numbers.close(memory);
  }
}
