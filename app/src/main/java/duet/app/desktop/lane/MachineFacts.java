package duet.app.desktop.lane;

import duet.inference.device.Lane;
import duet.inference.device.telemetry.Sample;
import duet.inference.device.telemetry.Sample.Core;
import duet.inference.device.telemetry.Sample.Pace;
import duet.inference.device.telemetry.Sample.Power;
import duet.viewer.panel.lane.LaneSnapshot.MachineFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A sample of the telemetry in words; what it does not hold is not mentioned. */
final class MachineFacts {
  private static final MachineFact DLA_USE =
      new MachineFact(
          "DLA use: from Duet's own timeline",
          "No JetPack tells how busy a DLA is. The lanes show what Duet itself ran there.");

  private MachineFacts() {}

  static List<MachineFact> of(Sample sample, List<Lane> lanes) {
    List<MachineFact> facts = new ArrayList<>();
    sample
        .cpuLoad()
        .ifPresent(
            load -> facts.add(fact("Share of all cores that worked.", "CPU %.0f %%", load * 100)));
    sample.memory().ifPresent(memory -> facts.add(memory(memory)));
    pace(facts, "GPU", "Time in which the GPU held any work, not how much of it.", sample.gpu());
    pace(facts, "memory bus", "EMC: what is used of its bandwidth.", sample.emc());
    dla(facts, sample.dla());
    rails(facts, sample);
    temperature(facts, sample);
    if (lanes.contains(Lane.DLA0) || lanes.contains(Lane.DLA1)) {
      facts.add(DLA_USE);
    }
    return facts;
  }

  private static MachineFact memory(Sample.Memory memory) {
    return fact(
        "Main memory in use, without what could be freed at once.",
        "memory %.1f of %.1f GB",
        memory.usedBytes() / 1e9,
        memory.totalBytes() / 1e9);
  }

  private static void pace(List<MachineFact> facts, String unit, String meaning, Pace pace) {
    String words = unit;
    if (pace.load().isPresent()) {
      words += String.format(Locale.ROOT, " %.0f %%", pace.load().getAsDouble() * 100);
    }
    if (pace.clockMhz().isPresent()) {
      words += String.format(Locale.ROOT, " at %.0f MHz", pace.clockMhz().getAsDouble());
    }
    if (!words.equals(unit)) {
      facts.add(new MachineFact(words, meaning));
    }
  }

  private static void dla(List<MachineFact> facts, List<Core> cores) {
    for (Core core : cores) {
      core.power()
          .ifPresent(
              power ->
                  facts.add(
                      new MachineFact(
                          core.lane() + (power == Power.ON ? " on" : " off") + clock(core),
                          "Being on is not being busy: it stays on for a while after work.")));
    }
  }

  private static String clock(Core core) {
    return core.clockMhz().isPresent()
        ? String.format(Locale.ROOT, " at %.0f MHz", core.clockMhz().getAsDouble())
        : "";
  }

  private static void rails(List<MachineFact> facts, Sample sample) {
    if (!sample.rails().isEmpty()) {
      facts.add(
          new MachineFact(
              sample.rails().stream()
                  .map(rail -> String.format(Locale.ROOT, "%s %.1f W", rail.name(), rail.watts()))
                  .collect(Collectors.joining("  ")),
              "Power by supply rail, as the board measures it."));
    }
  }

  private static void temperature(List<MachineFact> facts, Sample sample) {
    sample.temperatures().stream()
        .max(Comparator.comparingDouble(Sample.Temperature::celsius))
        .ifPresent(
            hottest ->
                facts.add(
                    fact(
                        "The hottest of its sensors.",
                        "%.0f °C (%s)",
                        hottest.celsius(),
                        hottest.sensor())));
  }

  private static MachineFact fact(String meaning, String format, Object... values) {
    return new MachineFact(String.format(Locale.ROOT, format, values), meaning);
  }
}
