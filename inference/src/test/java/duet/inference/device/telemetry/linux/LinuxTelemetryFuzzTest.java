package duet.inference.device.telemetry.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import duet.inference.device.telemetry.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is in the kernel's files, a poll gives a sample. */
class LinuxTelemetryFuzzTest {
  private static final List<String> NASTY =
      List.of(
          "",
          "\n",
          "-1",
          "999999999999999999999",
          "1e9",
          "NaN",
          "0x10",
          "950 950",
          "-256000",
          "\0",
          "cpu  1 2 3 4 5 6 7 8",
          "cpu  12345678",
          "cpu  1 2 3",
          "MemTotal: 1 kB\nMemAvailable: 2 kB",
          "MemTotal:       999999999999999999999 kB\nMemAvailable: 1 kB",
          "active",
          "unsupported");

  @Property(tries = 300)
  void anyBytesInAnyFile(@ForAll @Size(max = 2000) byte[] bytes, @ForAll long seed)
      throws IOException {
    pollWith(seed, bytes);
  }

  @Property(tries = 300)
  void anyNastyTextInAnyFile(@ForAll @IntRange(max = 16) int which, @ForAll long seed)
      throws IOException {
    pollWith(seed, NASTY.get(which).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Half of the files hold the bytes before they are found, others from then on, some are gone. */
  private static void pollWith(long seed, byte[] bytes) throws IOException {
    Path root = Files.createTempDirectory("duet-telemetry");
    try {
      FakeTree tree = FakeTree.orinWithJetPack6(root);
      SplittableRandom random = new SplittableRandom(seed);
      spoil(root, random, bytes);
      try (LinuxTelemetry telemetry =
          LinuxTelemetry.open(tree.machine(), path -> random.nextInt(8) > 0, () -> 7)) {
        assertEquals(7, telemetry.poll().takenNs());
        spoil(root, random, bytes);
        Sample sample = telemetry.poll();
        assertEquals(sample, sample.or(Sample.empty(0)));
        assertFalse(telemetry.reach().isEmpty());
      }
    } finally {
      deleteAll(root);
    }
  }

  private static void spoil(Path root, SplittableRandom random, byte[] bytes) throws IOException {
    for (Path file : filesOf(root)) {
      switch (random.nextInt(4)) {
        case 0, 1 -> Files.write(file, bytes);
        case 2 -> Files.delete(file);
        default -> {}
      }
    }
  }

  private static List<Path> filesOf(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static void deleteAll(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
