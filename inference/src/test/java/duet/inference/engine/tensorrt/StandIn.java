package duet.inference.engine.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duet.inference.device.Machine;
import duet.inference.process.Child;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.tensorrt.nvinfer.ILogger;

/** A pretended Jetson whose libraries of CUDA and TensorRT are compiled from a page of C. */
record StandIn(Path root) {
  /** The glue under test is to TensorRT 8 and cuDNN 8, or to 10 and 9. */
  private static final boolean EIGHT =
      ILogger.class.getPackage().getImplementationVersion().startsWith("8");

  static final String TENSORRT = EIGHT ? "libnvinfer.so.8" : "libnvinfer.so.10";
  static final String OTHER_TENSORRT = EIGHT ? "libnvinfer.so.10" : "libnvinfer.so.8";
  static final String CUDNN = EIGHT ? "libcudnn_ops_infer.so.8" : "libcudnn_ops.so.9";

  private static final List<String> CUDA =
      List.of(
          "libcuda.so.1",
          "libcudart.so.12",
          "libcublas.so.12",
          "libcublasLt.so.12",
          "libnvrtc.so.12");

  private static final List<String> REST =
      EIGHT
          ? List.of(
              TENSORRT,
              "libnvinfer_plugin.so.8",
              "libnvonnxparser.so.8",
              "libcudnn.so.8",
              CUDNN,
              "libcudnn_ops_train.so.8",
              "libcudnn_cnn_infer.so.8",
              "libcudnn_cnn_train.so.8",
              "libcudnn_adv_infer.so.8",
              "libcudnn_adv_train.so.8")
          : List.of(
              TENSORRT,
              "libnvinfer_plugin.so.10",
              "libnvonnxparser.so.10",
              "libcudnn.so.9",
              CUDNN,
              "libcudnn_cnn.so.9",
              "libcudnn_adv.so.9",
              "libcudnn_graph.so.9");

  /** With working libraries but for what the defines say. */
  static StandIn with(Path root, String... defines) throws IOException, InterruptedException {
    assumeTrue(compilerIsThere(), "no C compiler (gcc); it makes the libraries of this test");
    StandIn made = jetson(root);
    Path source = root.resolve("stand-in.c");
    try (InputStream in = StandIn.class.getResourceAsStream("stand-in.c")) {
      Files.copy(Objects.requireNonNull(in), source);
    }
    Path library = root.resolve("stand-in.so");
    List<String> command = new ArrayList<>(List.of("gcc", "-shared", "-fPIC", "-w"));
    Stream.concat(Stream.of(usual()), Stream.of(defines)).forEach(d -> command.add("-D" + d));
    command.addAll(List.of("-o", library.toString(), source.toString()));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    for (String name : Stream.concat(CUDA.stream(), REST.stream()).toList()) {
      Files.copy(library, made.folder().resolve(name));
    }
    return made;
  }

  private static String[] usual() {
    return new String[] {"VERSION=8601", "DEVICES=1", "DEVICE_ERROR=0", "BUILDER=1"};
  }

  /** A Jetson with JetPack 6.0 and none of NVIDIA's libraries. */
  static StandIn jetson(Path root) throws IOException {
    Path release = Files.createDirectories(root.resolve("etc")).resolve("nv_tegra_release");
    Files.writeString(release, "# R36 (release), REVISION: 3.0, GCID: 1, BOARD: generic\n");
    Files.createDirectories(root.resolve("lib"));
    return new StandIn(root);
  }

  StandIn without(String library) throws IOException {
    Files.delete(folder().resolve(library));
    return this;
  }

  StandIn withAnEmpty(String library) throws IOException {
    Files.createFile(folder().resolve(library));
    return this;
  }

  private Path folder() {
    return root.resolve("lib");
  }

  Machine machine() {
    return new Machine(root, "aarch64", List.of(folder()));
  }

  Child child() {
    return new Child(Map.of("LD_LIBRARY_PATH", folder().toString()), Duration.ofSeconds(60));
  }

  Detection detection() {
    return new Detection(machine(), child());
  }

  private static boolean compilerIsThere() {
    try {
      Process version =
          new ProcessBuilder("gcc", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return version.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
