package duet.inference.engine.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.device.Machine;
import duet.inference.engine.Backend;
import duet.inference.engine.Backends;
import duet.inference.engine.Engine;
import duet.inference.engine.Networks;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.process.Child;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which TensorRT can be missing is a reason, and the program goes on without it. */
@Timeout(120)
class DetectionTest {
  @TempDir private Path folder;

  @Test
  void findsTheGpuAndTheDlaCoresThatTheBuilderTellsOf() throws Exception {
    Found found = StandIn.with(folder).detection().find();
    assertEquals(
        new Found.Chip(new Release(8, 6, 1), List.of(Lane.GPU, Lane.DLA0, Lane.DLA1), "8.7", true),
        found);
  }

  @Test
  void aMachineThatIsNoJetsonIsNotProbed() throws IOException {
    assertGoesOnWithout(
        new Detection(new Machine(folder, "amd64", List.of()), neverStarted()),
        "this machine is no Jetson (its processor is amd64); GPU and DLA are used on a Jetson with"
            + " JetPack 5.1 or 6 only");
  }

  @Test
  void anAbsentDriverIsAReason() throws IOException {
    assertGoesOnWithout(
        StandIn.jetson(folder).detection(),
        "the NVIDIA driver (libcuda.so.1) is not installed; flash the Jetson with JetPack 5.1 or 6");
  }

  @Test
  void anAbsentTensorRtIsAReason() throws IOException {
    assertGoesOnWithout(
        StandIn.jetson(folder).withAnEmpty("libcuda.so.1").detection(),
        "TensorRT (libnvinfer.so.8 or libnvinfer.so.10) is not installed; run: sudo apt install"
            + " nvidia-jetpack");
  }

  @Test
  void tensorRt11IsTooNew() throws IOException {
    assertGoesOnWithout(
        StandIn.jetson(folder)
            .withAnEmpty("libcuda.so.1")
            .withAnEmpty("libnvinfer.so.11")
            .detection(),
        "TensorRT 11 (libnvinfer.so.11) is newer than Duet knows; it needs 8.5 to 10; use JetPack"
            + " 5.1 or 6");
  }

  @Test
  void anotherLibraryThatIsMissingIsNamed() throws Exception {
    assertGoesOnWithout(
        StandIn.with(folder).without(StandIn.CUDNN).detection(),
        StandIn.CUDNN + " is not installed; run: sudo apt install nvidia-jetpack");
  }

  @Test
  void theGlueForAnotherTensorRtIsAReason() throws Exception {
    assertGoesOnWithout(
        StandIn.with(folder)
            .without(StandIn.TENSORRT)
            .withAnEmpty(StandIn.OTHER_TENSORRT)
            .detection(),
        StandIn.TENSORRT
            + ", which this copy of Duet is built for, is not the one installed; install"
            + " the package that was built with -Pjetpack60");
  }

  @Test
  void anOldTensorRtIsRefusedBeforeAnythingElseIsAskedOfIt() throws Exception {
    // A builder that is null would be the reason if one had been asked for.
    assertGoesOnWithout(
        StandIn.with(folder, "VERSION=8403", "BUILDER=0").detection(),
        "TensorRT 8.4.3 is too old, Duet needs 8.5 or later; install JetPack 5.1 or later");
  }

  @Test
  void theRightVersionWithoutADeviceIsAReason() throws Exception {
    assertGoesOnWithout(
        StandIn.with(folder, "DEVICES=0", "DEVICE_ERROR=100").detection(),
        "CUDA finds no GPU (error 100); add the user to the groups video and render, and start the"
            + " machine again");
  }

  @Test
  void aBuilderThatIsNullIsAReasonWithTheLastWordsOfTensorRt() throws Exception {
    assertGoesOnWithout(
        StandIn.with(folder, "BUILDER=0").detection(),
        "TensorRT gives no builder: CUDA initialization failure with error: 35");
  }

  @Test
  void aFunctionThatTheLibraryLacksEndsTheChildAndNotTheProgram() throws Exception {
    assertGoesOnWithout(
        StandIn.with(folder, "NO_VERSION").detection(),
        "the installed libraries lack the function getInferLibVersion; install the package that was"
            + " built with -Pjetpack60");
  }

  @Test
  void aLibraryThatIsGarbageIsAReason() throws Exception {
    StandIn machine = StandIn.with(folder).without(StandIn.TENSORRT);
    Files.writeString(folder.resolve("lib").resolve(StandIn.TENSORRT), "garbage");
    String reason = assertGoesOn(machine.detection());
    assertTrue(reason.startsWith("unavailable: the libraries of CUDA and TensorRT"), reason);
    assertTrue(reason.contains(StandIn.TENSORRT), reason);
  }

  @Test
  void aChildThatCannotBeWaitedForIsAReason() throws Exception {
    StandIn machine = StandIn.with(folder);
    Child hasty = new Child(Map.of(), Duration.ofMillis(1));
    assertGoesOnWithout(
        new Detection(machine.machine(), hasty),
        "the trial of the libraries did not answer at step 'start'");
  }

  @Test
  void anObjectOfTensorRtIsDeletedByTheDeleteOfItsClass() throws Exception {
    Child.Ending ending = StandIn.with(folder).child().run(DeleteTrial.class, List.of());
    assertEquals(Optional.of("yes"), ending.what("deleted"), ending.complaints());
    assertEquals(Optional.of("true"), ending.what("null"), ending.complaints());
  }

  private void assertGoesOnWithout(Detection detection, String reason) throws IOException {
    assertEquals("unavailable: " + reason, assertGoesOn(detection));
  }

  /** The sum of two vectors comes out, from another backend; returns why. */
  private String assertGoesOn(Detection detection) throws IOException {
    Backend tensorRt =
        new TensorRtBackend(
            detection::find,
            new EngineShelf(folder),
            chip -> {
              throw new AssertionError("nothing may be opened on " + chip);
            });
    List<String> said = new ArrayList<>();
    Backend chosen = Backends.choose(List.of(tensorRt), new OnnxRuntimeBackend(), said::add);
    assertEquals(List.of(), tensorRt.lanes());
    String reason = tensorRt.unavailable().orElseThrow();
    assertEquals(List.of("TensorRT " + reason + ". Going on with " + chosen.name() + "."), said);
    assertEquals(22, sum(chosen));
    return reason;
  }

  private float sum(Backend backend) throws IOException {
    Tensor pair = Tensor.allocate(DataType.FLOAT, Shape.of(1, 2));
    pair.floats().put(0, 11);
    Tensor sum = Tensor.allocate(DataType.FLOAT, Shape.of(1, 2));
    try (Engine engine =
        backend.open(Networks.sum(folder, DataType.FLOAT), Lane.CPU0, Optimisation.ALL)) {
      engine.bind(Map.of("left", pair, "right", pair), Map.of("sum", sum)).run();
    }
    return sum.floats().get(0);
  }

  private static Child neverStarted() {
    return new Child(Map.of(), Duration.ZERO);
  }
}
