package duet.inference.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
  @TempDir private Path root;

  @Test
  void knowsAJetsonByItsFiles() throws IOException {
    file("proc/device-tree/model", "NVIDIA Jetson AGX Orin Developer Kit\0");
    file("etc/nv_tegra_release", "# R36 (release), REVISION: 4.3, GCID: 38968081, BOARD: generic");
    file("sys/devices/platform/bus@0/13e00000.host1x/15880000.nvdla0/power/runtime_status", "");
    file("usr/lib/aarch64-linux-gnu/nvidia/libcuda.so.1", "");
    Machine machine = machine();
    assertTrue(machine.isJetson());
    assertEquals(Optional.of("NVIDIA Jetson AGX Orin Developer Kit"), machine.model());
    assertEquals(Optional.of(new JetPack(36, "4.3")), machine.jetPack());
    assertEquals(List.of(Lane.DLA0), machine.dlaCores());
    assertTrue(machine.library("libcuda.so.1").isPresent());
    assertEquals(Optional.empty(), machine.library("libnvinfer.so.8"));
  }

  @Test
  void aMachineWithoutThoseFilesIsNone() {
    assertFalse(machine().isJetson());
    assertEquals(Optional.empty(), machine().model());
    assertEquals(Optional.empty(), machine().jetPack());
    assertEquals(List.of(), machine().dlaCores());
  }

  @ParameterizedTest
  @CsvSource({
    "35, 4.1, JetPack 5, jetpack5",
    "36, 3.0, JetPack 6.0, jetpack60",
    "36, 4.0, JetPack 6.1 or later, jetpack6",
    "38, 2.0, JetPack 7, ",
    "32, 7.1, JetPack 4, "
  })
  void tellsWhichJetPackARelease(int release, String revision, String name, String profile) {
    JetPack jetPack =
        JetPack.fromRelease("# R" + release + " (release), REVISION: " + revision + ", GCID: 1")
            .orElseThrow();
    assertEquals(name + " (Linux for Tegra " + release + "." + revision + ")", jetPack.words());
    assertEquals(Optional.ofNullable(profile), jetPack.profile());
  }

  @Test
  void anEmptyReleaseIsNotGuessedAt() {
    assertEquals(Optional.empty(), JetPack.fromRelease(""));
  }

  private Machine machine() {
    return new Machine(root, "aarch64", List.of());
  }

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
