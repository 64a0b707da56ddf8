package duet.inference.engine.jetson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Backends;
import duet.inference.engine.Engine;
import duet.inference.engine.EngineContract;
import duet.inference.engine.Gate;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Networks;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Attribute.Ints;
import duet.inference.onnx.OnnxReader;
import duet.inference.onnx.OnnxWriter;
import duet.inference.shape.InferShapes;
import duet.inference.surgery.Nets;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JetsonBackendTest extends EngineContract {
  @TempDir private Path folder;

  private static JetsonBackend simulated() {
    return JetsonBackend.of("orin-64", new OnnxRuntimeBackend());
  }

  @Override
  protected Backend backend() {
    return simulated();
  }

  @Override
  protected Backend behind(Gate gate) {
    return new JetsonBackend(simulated().jetson(), new OnnxRuntimeBackend(), gate);
  }

  @Test
  void saysInEveryWordThatItIsSimulated() {
    assertEquals(Origin.SIMULATED_JETSON, simulated().origin());
    String name = simulated().name();
    assertTrue(name.startsWith("simulated Jetson AGX Orin 64GB, MAXN, FP16; pixels by"), name);
    assertEquals(List.of(Lane.GPU, Lane.DLA0, Lane.DLA1), simulated().lanes());
  }

  @Test
  void isNeverFoundByWhoLooksForAJetson() {
    assertFalse(Backends.installed().stream().anyMatch(JetsonBackend.class::isInstance));
  }

  @Test
  void tellsThePredictedTimeAndNotThatOfTheCpu() throws IOException {
    Path model = Networks.busy(folder);
    Jetson jetson = simulated().jetson();
    for (Lane lane : simulated().lanes()) {
      try (Engine engine = simulated().open(model, lane, Optimisation.ALL)) {
        Shape image = Shape.of(1, 8, 64, 64);
        Tensor x = Tensor.allocate(DataType.FLOAT, image);
        Engine.Binding binding =
            engine.bind(Map.of("x", x), Map.of("y7", Tensor.allocate(DataType.FLOAT, image)));
        assertEquals(OptionalDouble.empty(), binding.deviceMs());
        binding.run();
        var profile = jetson.profile(new Jetson.Named("busy", OnnxReader.read(model)));
        double ns = profile.on(lane, 0, profile.segments().size()).timeNs();
        assertEquals(ns / 1e6, binding.deviceMs().orElseThrow(), 1e-9);
        assertEquals(lane, engine.lane());
      }
    }
  }

  @Test
  void aDlaNamesTheLayerThatItDoesNotTake() throws IOException {
    Path file = folder.resolve("padded.onnx");
    Nets net = new Nets().input("x", 1, 4, 8, 8).weights("w", 4, 4, 4, 4);
    net.node("ConvTranspose", "up", List.of("x", "w"), Ints.of("pads", 1, 1, 1, 1));
    OnnxWriter.write(InferShapes.of(net.graph("up")), file);
    simulated().open(file, Lane.GPU, Optimisation.ALL).close();
    InferenceException e =
        assertThrows(
            InferenceException.class, () -> simulated().open(file, Lane.DLA0, Optimisation.ALL));
    assertEquals(Kind.UNREADABLE_MODEL, e.kind());
    assertTrue(
        e.toString().contains("padded.onnx: DLA0 would not run ConvTranspose 'up'"), e.toString());
  }

  @Test
  void namesTheBoardsWhereOneIsUnknown() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> JetsonBackend.of("nano", new OnnxRuntimeBackend()));
    assertTrue(e.toString().contains("[orin-64, orin-32, xavier]"), e.toString());
  }
}
