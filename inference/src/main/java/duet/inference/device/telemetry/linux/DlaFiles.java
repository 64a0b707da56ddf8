package duet.inference.device.telemetry.linux;

import duet.inference.device.Lane;
import duet.inference.device.Machine;
import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.Sample.Core;
import duet.inference.device.telemetry.Sample.Power;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the DLA cores are on, and their clocks. How busy they are is in no file. */
final class DlaFiles implements AutoCloseable {
  private record CoreFiles(Lane lane, Tree.Sought state, Tree.Sought clock) {
    Core read() {
      return new Core(
          lane,
          state.gauge().map(Gauge::text).flatMap(CoreFiles::power),
          Numbers.megahertz(Numbers.of(clock)));
    }

    private static Optional<Power> power(String status) {
      return switch (status.strip()) {
        case "active", "resuming" -> Optional.of(Power.ON);
        case "suspended", "suspending" -> Optional.of(Power.OFF);
        default -> Optional.empty();
      };
    }
  }

  private final List<CoreFiles> cores = new ArrayList<>();

  DlaFiles(Tree tree, Machine machine) {
    for (Lane lane : List.of(Lane.DLA0, Lane.DLA1)) {
      Optional<Path> folder = machine.dlaCore(lane);
      folder.ifPresent(path -> cores.add(files(tree, lane, path)));
    }
  }

  private static CoreFiles files(Tree tree, Lane lane, Path folder) {
    String name = lane.name().toLowerCase(Locale.ROOT);
    String status = tree.root().relativize(folder) + "/power/runtime_status";
    return new CoreFiles(
        lane,
        tree.seek(lane + " on or off", List.of(status)),
        tree.seek(
            lane + " clock",
            List.of(
                "sys/kernel/debug/clk/" + name + "_core/clk_rate",
                "sys/kernel/debug/bpmp/debug/clk/nafll_" + name + "_core/rate",
                "sys/kernel/debug/bpmp/debug/clk/" + name + "_core/rate")));
  }

  List<Core> read() {
    return cores.stream().map(CoreFiles::read).toList();
  }

  List<Reach> reach() {
    List<Reach> reach = new ArrayList<>();
    if (cores.isEmpty()) {
      reach.add(Reach.missing("DLA on or off", "Linux lists no DLA core"));
    }
    for (CoreFiles core : cores) {
      reach.add(core.state().reach());
      reach.add(core.clock().reach());
    }
    reach.add(
        Reach.missing("DLA load", "no JetPack tells it; Duet adds up what it ran there itself"));
    return reach;
  }

  @Override
  public void close() {
    for (CoreFiles core : cores) {
      Numbers.close(core.state());
      Numbers.close(core.clock());
    }
  }
}
