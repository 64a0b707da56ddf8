package duet.inference.device.telemetry.linux;

import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.Sample.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Load and clock of a Jetson's GPU. Its folder has had another name in each JetPack. */
final class GpuFiles implements AutoCloseable {
  private static final Set<String> NAMES = Set.of("gv11b", "gp10b", "ga10b", "gpu");
  private static final List<String> LOADS =
      List.of(
          "sys/devices/platform/bus@0/17000000.gpu/load",
          "sys/devices/platform/17000000.gpu/load",
          "sys/devices/platform/17000000.ga10b/load",
          "sys/devices/platform/gpu.0/load",
          "sys/devices/gpu.0/load",
          "sys/devices/17000000.gv11b/load");
  private static final List<String> CLOCKS =
      List.of(
          "sys/class/devfreq/17000000.gpu/cur_freq",
          "sys/class/devfreq/17000000.ga10b/cur_freq",
          "sys/class/devfreq/17000000.gv11b/cur_freq");

  private final Tree.Sought load;
  private final Tree.Sought clock;

  GpuFiles(Tree tree) {
    List<String> loads = new ArrayList<>();
    List<String> clocks = new ArrayList<>();
    for (String device : tree.list("sys/class/devfreq", "*")) {
      if (NAMES.contains(tree.text(device + "/device/of_node/name"))) {
        loads.add(device + "/device/load");
        clocks.add(device + "/cur_freq");
      }
    }
    loads.addAll(LOADS);
    clocks.addAll(CLOCKS);
    load = tree.seek("GPU load", loads);
    clock = tree.seek("GPU clock", clocks);
  }

  Pace read() {
    return new Pace(Numbers.share(Numbers.of(load), 1000), Numbers.megahertz(Numbers.of(clock)));
  }

  List<Reach> reach() {
    return List.of(load.reach(), clock.reach());
  }

  @Override
  public void close() {
    Numbers.close(load);
    Numbers.close(clock);
  }
}
