package duet.inference.device.telemetry.linux;

import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.Sample.Pace;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Clock and load of the bus to main memory. The kernel's activity monitor counts the cycles that
 * moved data as kHz; the rate is in Hz.
 */
final class EmcFiles implements AutoCloseable {
  private static final List<String> RATES =
      List.of(
          "sys/kernel/debug/bpmp/debug/clk/emc/rate",
          "sys/kernel/debug/clk/emc/clk_rate",
          "sys/class/devfreq/bwmgr/cur_freq");
  private static final List<String> ACTIVITIES =
      List.of(
          "sys/kernel/debug/cactmon/mc_all",
          "sys/kernel/debug/actmon/mc_all_avg_activity",
          "sys/kernel/actmon_avg_activity/mc_all");

  private final Tree.Sought rate;
  private final Tree.Sought activity;

  EmcFiles(Tree tree) {
    rate = tree.seek("EMC clock", RATES);
    activity = tree.seek("EMC load", ACTIVITIES);
  }

  Pace read() {
    OptionalLong hertz = Numbers.of(rate);
    OptionalDouble load =
        hertz.isPresent() && hertz.getAsLong() > 0
            ? Numbers.share(Numbers.of(activity), hertz.getAsLong() / 1e3)
            : OptionalDouble.empty();
    return new Pace(load, Numbers.megahertz(hertz));
  }

  /** The load needs both files. */
  List<Reach> reach() {
    Reach load = activity.reach();
    Reach clock = rate.reach();
    return List.of(
        clock,
        load.isReadable() && !clock.isReadable()
            ? new Reach("EMC load", clock.state(), "it needs the clock: " + clock.words())
            : load);
  }

  @Override
  public void close() {
    Numbers.close(rate);
    Numbers.close(activity);
  }
}
