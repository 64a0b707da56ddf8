package duet.inference.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the files of a Linux machine tell of it, without loading any library.
 *
 * @param root the folder that all paths start from; the root of the file system but in tests
 * @param arch of the processor, as Java names it
 * @param libraryFolders where else libraries are looked for, first to last
 */
public record Machine(Path root, String arch, List<Path> libraryFolders) {
  private static final List<String> USUAL_FOLDERS =
      List.of(
          "usr/lib/aarch64-linux-gnu",
          "usr/lib/aarch64-linux-gnu/nvidia",
          "usr/lib/aarch64-linux-gnu/tegra",
          "usr/lib/x86_64-linux-gnu",
          "usr/local/cuda/lib64",
          "usr/local/cuda/targets/aarch64-linux/lib",
          "usr/lib64",
          "usr/lib",
          "usr/local/lib");

  /** The bus that the DLA cores hang on, by JetPack. */
  private static final List<String> BUSES =
      List.of("host1x", "13e40000.host1x", "13e00000.host1x", "bus@0/13e00000.host1x");

  private static final Map<Lane, String> CORES =
      Map.of(Lane.DLA0, "15880000.nvdla0", Lane.DLA1, "158c0000.nvdla1");

  public Machine {
    libraryFolders = List.copyOf(libraryFolders);
  }

  /** The machine that Duet runs on. */
  public static Machine here() {
    String path = Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")).orElse("");
    return new Machine(
        Path.of("/"),
        System.getProperty("os.arch"),
        Stream.of(path.split(":")).filter(folder -> folder.startsWith("/")).map(Path::of).toList());
  }

  /** The name on the device tree, such as {@code NVIDIA Jetson AGX Orin Developer Kit}. */
  public Optional<String> model() {
    return text("proc/device-tree/model").map(text -> text.replace("\0", "").strip());
  }

  /** The release of NVIDIA's Linux; only on a Jetson. */
  public Optional<JetPack> jetPack() {
    return text("etc/nv_tegra_release").flatMap(JetPack::fromRelease);
  }

  /** Whether anything says that this is a Jetson. */
  public boolean isJetson() {
    return Files.exists(root.resolve("etc/nv_tegra_release"))
        || model().filter(name -> name.contains("Jetson")).isPresent();
  }

  /** Where a shared library lies. */
  public Optional<Path> library(String name) {
    return Stream.concat(libraryFolders.stream(), USUAL_FOLDERS.stream().map(root::resolve))
        .map(folder -> folder.resolve(name))
        .filter(Files::exists)
        .findFirst();
  }

  /** The DLA cores that the kernel knows of; it does not say whether TensorRT can use them. */
  public List<Lane> dlaCores() {
    return Stream.of(Lane.DLA0, Lane.DLA1).filter(core -> dlaCore(core).isPresent()).toList();
  }

  /** The kernel's folder of a DLA core. */
  public Optional<Path> dlaCore(Lane core) {
    Path devices = root.resolve("sys/devices/platform");
    String name = CORES.getOrDefault(core, "-");
    return BUSES.stream()
        .map(bus -> devices.resolve(bus).resolve(name))
        .filter(Files::exists)
        .findFirst()
        .or(() -> isJetson() ? onAnotherBus(devices, name) : Optional.empty());
  }

  /** The name of the bus changes with the kernel, that of the core does not. */
  private static Optional<Path> onAnotherBus(Path devices, String name) {
    try (Stream<Path> folders = Files.find(devices, 3, (path, is) -> path.endsWith(name))) {
      return folders.findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // not there, or not for us
    }
  }

  private Optional<String> text(String file) {
    try {
      return Optional.of(Files.readString(root.resolve(file), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty(); // not there, as on any machine but a Jetson
    }
  }
}
