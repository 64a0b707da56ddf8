package duet.app.doctor;

import duet.inference.device.JetPack;
import duet.inference.device.Lane;
import duet.inference.device.Machine;
import duet.inference.engine.Backend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that has to be there for GPU and DLA, from the computer up. Unlike the backend, which stops
 * at the first thing that is missing, this looks at everything, so that one visit to the machine is
 * enough.
 *
 * @param bindings version of the bindings to TensorRT in this copy of Duet; empty without any
 */
record Chain(Machine machine, Backend tensorRt, Optional<String> bindings) {
  private static final String JETSON =
      "GPU and DLA need an NVIDIA Jetson AGX Orin, Orin NX, AGX Xavier or Xavier NX with JetPack 5.1"
          + " or 6. On this computer there is nothing to install: Duet works on its processor.";

  private static final String APT = "sudo apt install nvidia-jetpack";
  private static final String FLASH =
      "Flash the Jetson with JetPack 5.1 or 6 (NVIDIA SDK Manager).";

  List<Link> links() {
    List<Link> links = new ArrayList<>(List.of(computer(), jetPack()));
    links.add(library("NVIDIA driver", FLASH, "libcuda.so.1"));
    links.add(library("CUDA", APT, "libcudart.so.11.0", "libcudart.so.12"));
    links.add(library("cuBLAS", APT, "libcublas.so.11", "libcublas.so.12"));
    links.add(library("cuDNN", APT, "libcudnn.so.8", "libcudnn.so.9"));
    links.add(library("NVRTC", APT, "libnvrtc.so.11.2", "libnvrtc.so.12"));
    links.add(library("TensorRT", APT, "libnvinfer.so.8", "libnvinfer.so.10"));
    links.add(library("its plugins", APT, "libnvinfer_plugin.so.8", "libnvinfer_plugin.so.10"));
    links.add(library("its ONNX reader", APT, "libnvonnxparser.so.8", "libnvonnxparser.so.10"));
    links.addAll(List.of(glue(), trial(), gpu(), dla()));
    return List.copyOf(links);
  }

  private Link computer() {
    String name = machine.model().orElse("no Jetson") + ", processor " + machine.arch();
    return machine.isJetson() ? Link.ok("computer", name) : Link.missing("computer", name, JETSON);
  }

  private Link jetPack() {
    if (!machine.isJetson()) {
      return Link.unknown("JetPack", "only a Jetson has it");
    }
    Optional<JetPack> found = machine.jetPack();
    String words = found.map(JetPack::words).orElse("its version file is missing");
    return found.flatMap(JetPack::profile).isPresent()
        ? Link.ok("JetPack", words)
        : Link.missing("JetPack", words, FLASH);
  }

  private Link library(String name, String cure, String... files) {
    Optional<Path> found =
        Stream.of(files).flatMap(file -> machine.library(file).stream()).findFirst();
    if (found.isPresent()) {
      return Link.ok(name, "found: " + found.get().getFileName());
    }
    String words = "not found: " + String.join(" or ", files);
    return machine.isJetson() ? Link.missing(name, words, cure) : Link.unknown(name, words);
  }

  private Link glue() {
    String name = "bindings in Duet";
    if (bindings.isPresent()) {
      return Link.ok(name, "for TensorRT " + bindings.get());
    }
    String words = "this copy of Duet was built without any";
    String profile = machine.jetPack().flatMap(JetPack::profile).orElse("jetpack6");
    return machine.isJetson()
        ? Link.missing(name, words, "Install the package that was built with -P" + profile + ".")
        : Link.unknown(name, words);
  }

  private Link trial() {
    return tensorRt
        .unavailable()
        .map(reason -> new Link(Link.State.MISSING, "trial", reason, Optional.empty()))
        .orElseGet(() -> Link.ok("trial", tensorRt.name() + " answers, in a process of its own"));
  }

  private Link gpu() {
    return tensorRt.lanes().contains(Lane.GPU)
        ? Link.ok("GPU", "can be used")
        : Link.unknown("GPU", "cannot be used; see trial");
  }

  private Link dla() {
    List<Lane> kernel = machine.dlaCores();
    List<Lane> usable = tensorRt.lanes().stream().filter(lane -> lane != Lane.GPU).toList();
    String counts = "Linux lists " + words(kernel) + "; TensorRT offers " + words(usable);
    if (!usable.isEmpty()) {
      return Link.ok("DLA", counts);
    }
    return tensorRt.lanes().isEmpty()
        ? Link.unknown("DLA", counts + "; see trial")
        : Link.missing(
            "DLA", counts, "Orin Nano and Thor have none; TensorRT 10.8 and later use none.");
  }

  private static String words(List<Lane> lanes) {
    return lanes.isEmpty()
        ? "none"
        : lanes.stream().map(Lane::name).collect(Collectors.joining(" and "));
  }
}
