package duet.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.doctor.Link.State;
import duet.inference.device.Lane;
import duet.inference.device.Machine;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationTest {
  @TempDir private Path root;
  private final Backend cpu = new OnnxRuntimeBackend();

  @Test
  void onAnOrdinaryComputerNothingIsToBeInstalledAndTheProcessorIsTried() throws IOException {
    Examination found = examine("amd64", new Scripted(Optional.of("unavailable: no Jetson"), ""));
    assertEquals(
        List.of(
            "GPU and DLA need an NVIDIA Jetson AGX Orin, Orin NX, AGX Xavier or Xavier NX with JetPack"
                + " 5.1 or 6. On this computer there is nothing to install: Duet works on its"
                + " processor."),
        found.cures());
    assertEquals(State.MISSING, link(found, "computer").state());
    assertEquals("unavailable: no Jetson", link(found, "trial").words());
    assertEquals(List.of(Lane.CPU0, Lane.CPU1), found.trials().stream().map(Trial::lane).toList());
    for (Trial trial : found.trials()) {
      Trial.Passed passed = assertInstanceOf(Trial.Passed.class, trial);
      assertEquals("measured on CPU lanes", passed.origin());
      assertTrue(passed.difference() < 1e-5, passed.toString());
    }
    assertFalse(found.hasFailures());
  }

  @Test
  void onAJetsonEachMissingLibraryIsNamedWithWhatInstallsIt() throws IOException {
    file("etc/nv_tegra_release", "# R36 (release), REVISION: 4.3, GCID: 1");
    file("usr/lib/aarch64-linux-gnu/libcuda.so.1", "");
    file("usr/lib/aarch64-linux-gnu/libnvinfer.so.10", "");
    Examination found = examine("aarch64", new Scripted(Optional.of("unavailable: x"), ""));
    assertEquals("found: libnvinfer.so.10", link(found, "TensorRT").words());
    assertEquals("not found: libcudnn.so.8 or libcudnn.so.9", link(found, "cuDNN").words());
    assertEquals(
        List.of(
            "sudo apt install nvidia-jetpack",
            "Install the package that was built with -Pjetpack6."),
        found.cures());
  }

  @Test
  void aLaneThatFailsIsAFailureWithItsReasonAndTheOthersAreStillTried() throws IOException {
    Examination found =
        examine("aarch64", new Scripted(Optional.empty(), "DLA0 cannot run 'conv0'"));
    assertEquals(
        List.of(Lane.GPU, Lane.DLA0, Lane.CPU0, Lane.CPU1),
        found.trials().stream().map(Trial::lane).toList());
    assertEquals(Optional.empty(), found.trials().get(0).failure());
    assertEquals(Optional.of("DLA0 cannot run 'conv0'"), found.trials().get(1).failure());
    assertTrue(found.hasFailures());
  }

  private Examination examine(String arch, Backend tensorRt) throws IOException {
    return Examination.make(new Machine(root, arch, List.of()), cpu, tensorRt, line -> {});
  }

  private static Link link(Examination found, String name) {
    return found.links().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  /** A GPU that works as the CPU does, and a DLA that refuses. */
  private final class Scripted implements Backend {
    private final Optional<String> unavailable;
    private final String refusal;

    Scripted(Optional<String> unavailable, String refusal) {
      this.unavailable = unavailable;
      this.refusal = refusal;
    }

    @Override
    public Optional<String> unavailable() {
      return unavailable;
    }

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Origin origin() {
      return Origin.SIMULATED_JETSON;
    }

    @Override
    public List<Lane> lanes() {
      return unavailable.isEmpty() ? List.of(Lane.GPU, Lane.DLA0) : List.of();
    }

    @Override
    public Engine open(Path model, Lane lane, Optimisation optimisation) {
      if (lane == Lane.DLA0) {
        throw new InferenceException(Kind.UNREADABLE_MODEL, refusal);
      }
      return new OnLane(cpu.open(model, Lane.CPU0, optimisation), lane);
    }
  }

  /** An engine that says it is on another lane. */
  private record OnLane(Engine engine, Lane lane) implements Engine {
    @Override
    public List<duet.inference.engine.Port> inputs() {
      return engine.inputs();
    }

    @Override
    public List<duet.inference.engine.Port> outputs() {
      return engine.outputs();
    }

    @Override
    public Binding bind(
        java.util.Map<String, duet.inference.tensor.Tensor> inputs,
        java.util.Map<String, duet.inference.tensor.Tensor> outputs) {
      return engine.bind(inputs, outputs);
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
