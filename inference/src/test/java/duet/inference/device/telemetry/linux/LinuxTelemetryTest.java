package duet.inference.device.telemetry.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.Sample;
import duet.inference.device.telemetry.Sample.Core;
import duet.inference.device.telemetry.Sample.Memory;
import duet.inference.device.telemetry.Sample.Pace;
import duet.inference.device.telemetry.Sample.Power;
import duet.inference.device.telemetry.Sample.Rail;
import duet.inference.device.telemetry.Sample.Temperature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LinuxTelemetryTest {
  @TempDir private Path root;

  @Test
  void readsAXavierWithJetPack5() throws IOException {
    Sample sample = poll(FakeTree.xavierWithJetPack5(root), LinuxTelemetryTest::asRoot);
    assertEquals(
        List.of(
            new Rail("GPU", 2.5),
            new Rail("CPU", 5),
            new Rail("SOC", 7.5),
            new Rail("CV", 2.5),
            new Rail("VDDRQ", 5),
            new Rail("SYS5V", 7.5)),
        sample.rails());
    assertTellsAllOfAJetson(sample);
  }

  @Test
  void readsAnOrinWithJetPack5() throws IOException {
    assertTellsAllOfAnOrin(poll(FakeTree.orinWithJetPack5(root), LinuxTelemetryTest::asRoot));
  }

  @Test
  void readsAnOrinWithJetPack6() throws IOException {
    assertTellsAllOfAnOrin(poll(FakeTree.orinWithJetPack6(root), LinuxTelemetryTest::asRoot));
  }

  @Test
  void readsAnOrinWithJetPack7() throws IOException {
    assertTellsAllOfAnOrin(poll(FakeTree.orinWithJetPack7(root), LinuxTelemetryTest::asRoot));
  }

  private static void assertTellsAllOfAnOrin(Sample sample) {
    assertEquals(
        List.of(
            new Rail("VDD_GPU_SOC", 2.5),
            new Rail("VDD_CPU_CV", 5),
            new Rail("VIN_SYS_5V0", 7.5),
            new Rail("VDDQ_VDD2_1V8AO", 5)),
        sample.rails());
    assertTellsAllOfAJetson(sample);
  }

  private static void assertTellsAllOfAJetson(Sample sample) {
    assertEquals(new Pace(OptionalDouble.of(0.95), OptionalDouble.of(1377)), sample.gpu());
    assertEquals(new Pace(OptionalDouble.of(0.1), OptionalDouble.of(3199)), sample.emc());
    assertEquals(
        List.of(
            new Core(Lane.DLA0, Optional.of(Power.ON), OptionalDouble.of(1600)),
            new Core(Lane.DLA1, Optional.of(Power.OFF), OptionalDouble.of(1395))),
        sample.dla());
    assertEquals(List.of(new Temperature("x86_pkg_temp", 41)), sample.temperatures());
    assertEquals(Optional.of(new Memory(32143360L * 1024, 64286720L * 1024)), sample.memory());
  }

  @Test
  void withoutRootItReadsTheRestAndSaysWhatIsForRoot() throws IOException {
    FakeTree tree = FakeTree.orinWithJetPack6(root);
    Sample sample = poll(tree, LinuxTelemetryTest::asAnybody);
    assertEquals(Pace.UNKNOWN, sample.emc());
    assertEquals(new Pace(OptionalDouble.of(0.95), OptionalDouble.of(1377)), sample.gpu());
    assertEquals(
        List.of(
            new Core(Lane.DLA0, Optional.of(Power.ON), OptionalDouble.empty()),
            new Core(Lane.DLA1, Optional.of(Power.OFF), OptionalDouble.empty())),
        sample.dla());
    List<Reach> reach = reach(tree, LinuxTelemetryTest::asAnybody);
    assertEquals(
        List.of("DLA0 clock", "DLA1 clock", "EMC clock", "EMC load"),
        reach.stream()
            .filter(one -> one.state() == Reach.State.NEEDS_ROOT)
            .map(Reach::quantity)
            .sorted()
            .toList());
    assertEquals(
        "only root may read /sys/kernel/debug/cactmon/mc_all", one(reach, "EMC load").words());
  }

  @Test
  void noLoadOfADlaIsEverTold() throws IOException {
    Reach load =
        one(reach(FakeTree.orinWithJetPack6(root), LinuxTelemetryTest::asRoot), "DLA load");
    assertEquals(Reach.State.MISSING, load.state());
    assertEquals("no JetPack tells it; Duet adds up what it ran there itself", load.words());
  }

  @Test
  void anotherComputerTellsLoadMemoryAndTemperatures() throws IOException {
    FakeTree tree = FakeTree.computer(root);
    try (LinuxTelemetry telemetry =
        LinuxTelemetry.open(tree.machine(), LinuxTelemetryTest::asRoot, () -> 7)) {
      tree.file("proc/stat", "cpu  1030 0 510 8040 520 0 0 0 0 0\n");
      Sample sample = telemetry.poll();
      assertEquals(7, sample.takenNs());
      assertEquals(0.4, sample.cpuLoad().orElseThrow(), 1e-9, "40 ticks of 100 were work");
      assertEquals(Pace.UNKNOWN, sample.gpu());
      assertEquals(List.of(), sample.dla());
      assertEquals(OptionalDouble.empty(), telemetry.poll().cpuLoad(), "no tick went by");
    }
    assertEquals(
        "only a Jetson tells them",
        one(reach(tree, LinuxTelemetryTest::asRoot), "GPU, DLA, EMC, power").words());
  }

  @Test
  void aMachineWithoutAnyOfTheFilesTellsNothing() {
    assertEquals(Sample.empty(7), poll(new FakeTree(root), LinuxTelemetryTest::asRoot));
    assertTrue(
        reach(new FakeTree(root), LinuxTelemetryTest::asRoot).stream()
            .noneMatch(Reach::isReadable));
  }

  @Test
  void findsADlaOnABusThatNobodyHasSeen() throws IOException {
    FakeTree tree = FakeTree.computer(root);
    tree.file("etc/nv_tegra_release", "# R40 (release), REVISION: 1.0");
    tree.file("sys/devices/platform/bus@1/host1x@9/158c0000.nvdla1/power/runtime_status", "active");
    assertEquals(
        List.of(new Core(Lane.DLA1, Optional.of(Power.ON), OptionalDouble.empty())),
        poll(tree, LinuxTelemetryTest::asRoot).dla());
  }

  @Test
  void filesThatGoAwayLeaveTheirValueEmpty() throws IOException {
    FakeTree tree = FakeTree.orinWithJetPack6(root);
    try (LinuxTelemetry telemetry =
        LinuxTelemetry.open(tree.machine(), LinuxTelemetryTest::asRoot, () -> 7)) {
      tree.file("sys/devices/platform/bus@0/17000000.gpu/load", "");
      assertEquals(OptionalDouble.empty(), telemetry.poll().gpu().load());
    }
  }

  @Test
  @Timeout(20)
  void tegrastatsFillsInWhatTheFilesDoNotTellAndEndsWithIt() throws Exception {
    FakeTree tree = FakeTree.computer(root);
    tree.file("etc/nv_tegra_release", "# R36 (release), REVISION: 4.3");
    tree.file(
        "usr/bin/tegrastats",
        """
        #!/bin/sh
        while true; do
          echo 'RAM 1/2MB CPU [17%@1190] GR3D_FREQ 14%@[407,407] VDD_GPU_SOC 3150mW/2971mW'
          sleep 0.1
        done
        """);
    assertTrue(root.resolve("usr/bin/tegrastats").toFile().setExecutable(true));
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    try (LinuxTelemetry telemetry =
        LinuxTelemetry.open(tree.machine(), LinuxTelemetryTest::asRoot, () -> 7)) {
      Sample sample = telemetry.poll();
      while (sample.rails().isEmpty()) {
        Thread.sleep(Duration.ofMillis(20).toMillis());
        sample = telemetry.poll();
      }
      assertEquals(List.of(new Rail("VDD_GPU_SOC", 3.15)), sample.rails());
      assertEquals(OptionalDouble.of(0.14), sample.gpu().load());
      assertEquals(64286720L * 1024, sample.memory().orElseThrow().totalBytes(), "the file's");
      assertTrue(
          telemetry.reach().contains(Reach.readable("power", Path.of("/usr/bin/tegrastats"))));
    }
    List<ProcessHandle> after =
        ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    assertTrue(before.containsAll(after), "it lives on");
  }

  @Test
  void tegrastatsIsNotStartedWhereTheFilesTellEnough() throws IOException {
    FakeTree tree = FakeTree.orinWithJetPack6(root);
    Path mark = root.resolve("started");
    tree.file("usr/bin/tegrastats", "#!/bin/sh\ntouch " + mark + "\n");
    assertTrue(root.resolve("usr/bin/tegrastats").toFile().setExecutable(true));
    poll(tree, LinuxTelemetryTest::asAnybody);
    assertTrue(Files.notExists(mark));
  }

  private static Sample poll(FakeTree tree, Predicate<Path> readable) {
    try (LinuxTelemetry telemetry = LinuxTelemetry.open(tree.machine(), readable, () -> 7)) {
      return telemetry.poll();
    }
  }

  private static List<Reach> reach(FakeTree tree, Predicate<Path> readable) {
    try (LinuxTelemetry telemetry = LinuxTelemetry.open(tree.machine(), readable, () -> 7)) {
      return telemetry.reach();
    }
  }

  private static Reach one(List<Reach> all, String quantity) {
    return all.stream().filter(one -> one.quantity().equals(quantity)).findFirst().orElseThrow();
  }

  private static boolean asRoot(Path path) {
    return true;
  }

  private static boolean asAnybody(Path path) {
    return !path.endsWith("sys/kernel/debug");
  }
}
