package duet.inference.engine.tensorrt;

import duet.inference.device.JetPack;
import duet.inference.device.Lane;
import duet.inference.device.Machine;
import duet.inference.process.Child;
import duet.inference.process.Child.Ending;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for TensorRT in the order in which looking costs and risks more: files, then the bindings,
 * then a child process that links and calls. The first thing that is missing is the reason.
 *
 * @param machine whose files are looked at
 * @param child that links the libraries
 */
record Detection(Machine machine, Child child) {
  private static final Pattern NO_LIBRARY =
      Pattern.compile("(lib[\\w.+-]+\\.so[.\\d]*): cannot open shared object file");

  private static final String INSTALL = "run: sudo apt install nvidia-jetpack";

  Found find() {
    Optional<String> missing =
        Stream.<Optional<String>>of(noJetson(), noDriver(), noTensorRt(), noBindings())
            .flatMap(Optional::stream)
            .findFirst();
    if (missing.isPresent()) {
      return new Found.Nothing(missing.get());
    }
    try {
      return judge(child.run(Probe.class, List.of()));
    } catch (UncheckedIOException e) {
      return new Found.Nothing("GPU and DLA cannot be looked for: " + e.getMessage());
    }
  }

  private Optional<String> noJetson() {
    boolean is = machine.isJetson() && machine.arch().equals("aarch64");
    return reasonUnless(
        is,
        "this machine is no Jetson (its processor is "
            + machine.arch()
            + "); GPU and DLA are used on a Jetson with JetPack 5.1 or 6 only");
  }

  private Optional<String> noDriver() {
    return reasonUnless(
        machine.library("libcuda.so.1").isPresent(),
        "the NVIDIA driver (libcuda.so.1) is not installed; flash the Jetson with JetPack 5.1 or 6");
  }

  private Optional<String> noTensorRt() {
    boolean known =
        Stream.of("libnvinfer.so.8", "libnvinfer.so.10")
            .anyMatch(n -> machine.library(n).isPresent());
    return machine.library("libnvinfer.so.11").isPresent() && !known
        ? Optional.of(
            "TensorRT 11 (libnvinfer.so.11) is newer than Duet knows; it needs 8.5 to 10; use JetPack"
                + " 5.1 or 6")
        : reasonUnless(
            known, "TensorRT (libnvinfer.so.8 or libnvinfer.so.10) is not installed; " + INSTALL);
  }

  private Optional<String> noBindings() {
    // Asked for as a file: to touch the class would link the libraries, in this process.
    boolean there =
        Detection.class.getClassLoader().getResource("org/bytedeco/tensorrt/global/nvinfer.class")
            != null;
    return reasonUnless(there, "this copy of Duet is built without TensorRT; " + build());
  }

  private String build() {
    String profile =
        machine.jetPack().flatMap(JetPack::profile).orElse("jetpack5, -Pjetpack60 or -Pjetpack6");
    return "install the package that was built with -P" + profile;
  }

  private static Optional<String> reasonUnless(boolean holds, String reason) {
    return holds ? Optional.empty() : Optional.of(reason);
  }

  private Found judge(Ending ending) {
    Optional<String> reason =
        Stream.of(
                broken(ending),
                noDevice(ending),
                ending.what("version").flatMap(v -> Release.decode(Integer.parseInt(v)).refusal()),
                ending.what("no-builder").map(words -> "TensorRT gives no builder: " + words),
                died(ending))
            .flatMap(Optional::stream)
            .findFirst();
    return reason.<Found>map(Found.Nothing::new).orElseGet(() -> chip(ending));
  }

  private Optional<String> broken(Ending ending) {
    return ending.what("broken").map(words -> linked(words));
  }

  private String linked(String words) {
    var library = NO_LIBRARY.matcher(words);
    if (!library.find()) {
      return "the libraries of CUDA and TensorRT cannot be loaded: " + words;
    }
    String name = library.group(1);
    return name.startsWith("libnvinfer.")
        ? name + ", which this copy of Duet is built for, is not the one installed; " + build()
        : name + " is not installed; " + INSTALL;
  }

  private static Optional<String> noDevice(Ending ending) {
    boolean none = ending.what("devices").filter(count -> !count.equals("0")).isEmpty();
    return ending
        .what("device-error")
        .filter(error -> none || !error.equals("0"))
        .map(
            error ->
                "CUDA finds no GPU (error "
                    + error
                    + "); add the user to the groups video and render, and start the machine again");
  }

  /** Whatever it was, it was not the end of this process. */
  private Optional<String> died(Ending ending) {
    String step = ending.what("step").orElse("start");
    if (step.equals("done")) {
      return Optional.empty();
    }
    Optional<String> symbol = ending.missingSymbol();
    if (symbol.isPresent()) {
      return Optional.of(
          "the installed libraries lack the function " + symbol.get() + "; " + build());
    }
    String how = ending.code().map(code -> "ended with code " + code).orElse("did not answer");
    String words = ending.complaints().isEmpty() ? "" : ": " + ending.complaints();
    return Optional.of("the trial of the libraries " + how + " at step '" + step + "'" + words);
  }

  private static Found.Chip chip(Ending ending) {
    Release release = Release.decode(Integer.parseInt(ending.what("version").orElse("0")));
    int cores = release.hasDla() ? Integer.parseInt(ending.what("dla-cores").orElse("0")) : 0;
    List<Lane> lanes = new ArrayList<>(List.of(Lane.GPU));
    lanes.addAll(List.of(Lane.DLA0, Lane.DLA1).subList(0, Math.max(0, Math.min(2, cores))));
    return new Found.Chip(
        release,
        List.copyOf(lanes),
        ending.what("compute").orElse("unknown"),
        ending.what("zero-copy").orElse("false").equals("true"));
  }
}
