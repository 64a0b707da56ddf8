package duet.inference.device.telemetry.linux;

import duet.inference.device.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a machine, as a kernel would show them. */
record FakeTree(Path root) {
  private static final String HOST =
      """
      cpu  1000 0 500 8000 500 0 0 0 0 0
      cpu0 1000 0 500 8000 500 0 0 0 0 0
      """;
  private static final String MEMORY =
      """
      MemTotal:       64286720 kB
      MemFree:         1000000 kB
      MemAvailable:   32143360 kB
      """;

  static FakeTree computer(Path root) throws IOException {
    FakeTree tree = new FakeTree(root);
    tree.file("proc/stat", HOST);
    tree.file("proc/meminfo", MEMORY);
    tree.zone(0, "x86_pkg_temp", "41000");
    return tree;
  }

  static FakeTree xavierWithJetPack5(Path root) throws IOException {
    FakeTree tree = jetson(root, "# R35 (release), REVISION: 4.1");
    tree.file("sys/devices/gpu.0/load", "950\n");
    tree.devfreq("17000000.gv11b", "gv11b", "1377000000");
    tree.dla("host1x", "active", "suspended");
    tree.rails("1-0040", "hwmon3", "GPU", "CPU", "SOC");
    tree.rails("1-0041", "hwmon4", "CV", "VDDRQ", "SYS5V");
    return tree;
  }

  static FakeTree orinWithJetPack5(Path root) throws IOException {
    FakeTree tree = jetson(root, "# R35 (release), REVISION: 4.1");
    tree.file("sys/devices/platform/17000000.ga10b/load", "950\n");
    tree.devfreq("17000000.ga10b", "ga10b", "1377000000");
    tree.dla("13e40000.host1x", "active", "suspended");
    tree.rails("1-0040", "hwmon3", "VDD_GPU_SOC", "VDD_CPU_CV", "VIN_SYS_5V0");
    tree.rails("1-0041", "hwmon4", "NC", "VDDQ_VDD2_1V8AO", "NC");
    return tree;
  }

  static FakeTree orinWithJetPack6(Path root) throws IOException {
    return orinOfTheNewerKernels(root, "# R36 (release), REVISION: 4.3");
  }

  static FakeTree orinWithJetPack7(Path root) throws IOException {
    return orinOfTheNewerKernels(root, "# R38 (release), REVISION: 2.0");
  }

  private static FakeTree orinOfTheNewerKernels(Path root, String release) throws IOException {
    FakeTree tree = jetson(root, release);
    tree.file("sys/devices/platform/bus@0/17000000.gpu/load", "950\n");
    tree.devfreq("17000000.gpu", "gpu", "1377000000");
    tree.dla("bus@0/13e00000.host1x", "active", "suspended");
    tree.rails("1-0040", "hwmon1", "VDD_GPU_SOC", "VDD_CPU_CV", "VIN_SYS_5V0");
    tree.rails("1-0041", "hwmon2", "NC", "VDDQ_VDD2_1V8AO", "NC");
    return tree;
  }

  private static FakeTree jetson(Path root, String release) throws IOException {
    FakeTree tree = computer(root);
    tree.file("etc/nv_tegra_release", release);
    tree.zone(1, "gpu-thermal", "-256000");
    tree.file("sys/kernel/debug/bpmp/debug/clk/emc/rate", "3199000000\n");
    tree.file("sys/kernel/debug/cactmon/mc_all", "319900\n");
    tree.file("sys/kernel/debug/clk/dla0_core/clk_rate", "1600000000\n");
    tree.file("sys/kernel/debug/bpmp/debug/clk/nafll_dla1_core/rate", "1395000000\n");
    return tree;
  }

  private void devfreq(String device, String node, String hertz) throws IOException {
    String folder = "sys/class/devfreq/" + device;
    file(folder + "/cur_freq", hertz + "\n");
    file(folder + "/device/of_node/name", node + "\0");
  }

  private void dla(String bus, String first, String second) throws IOException {
    String folder = "sys/devices/platform/" + bus;
    file(folder + "/15880000.nvdla0/power/runtime_status", first + "\n");
    file(folder + "/158c0000.nvdla1/power/runtime_status", second + "\n");
  }

  /** 5 V and 0.5, 1, 1.5 A. */
  private void rails(String monitor, String hwmon, String... names) throws IOException {
    String folder = "sys/bus/i2c/drivers/ina3221/" + monitor + "/hwmon/" + hwmon;
    for (int i = 1; i <= names.length; i++) {
      file(folder + "/in" + i + "_label", names[i - 1] + "\n");
      file(folder + "/in" + i + "_input", "5000\n");
      file(folder + "/curr" + i + "_input", 500 * i + "\n");
    }
    file(folder + "/in7_label", "sum of shunt voltages\n");
    file(folder + "/in7_input", "3\n");
  }

  private void zone(int number, String type, String millidegrees) throws IOException {
    String folder = "sys/class/thermal/thermal_zone" + number;
    file(folder + "/type", type + "\n");
    file(folder + "/temp", millidegrees + "\n");
  }

  void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  Machine machine() {
    return new Machine(root, "aarch64", List.of());
  }
}
