package duet.inference.partition;

import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Graph;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Networks run one after another on ONNX Runtime; what one gives, those behind it may take. */
public final class Chain {
  private Chain() {}

  /** The named results, after all parts have run on floats that depend on the seed alone. */
  public static Map<String, Tensor> run(List<Graph> parts, List<Value> inputs, List<String> results)
      throws IOException {
    return run(parts, inputs, results, Optimisation.NONE);
  }

  /** The same, rewritten by the runtime as far as it may. */
  static Map<String, Tensor> run(
      List<Graph> parts, List<Value> inputs, List<String> results, Optimisation optimisation)
      throws IOException {
    Map<String, Tensor> there = new HashMap<>();
    inputs.forEach(input -> there.put(input.name(), image(input)));
    for (Graph part : parts) {
      run(part, there, optimisation);
    }
    Map<String, Tensor> wanted = new LinkedHashMap<>();
    for (String name : results) {
      Tensor result = Objects.requireNonNull(there.get(name), name);
      // Tensors are compared by the bytes that remain.
      result.data().clear();
      wanted.put(name, result);
    }
    return wanted;
  }

  private static void run(Graph part, Map<String, Tensor> there, Optimisation optimisation)
      throws IOException {
    Path file = Files.createTempFile("part", ".onnx");
    OnnxWriter.write(part, file);
    try (Engine engine = new OnnxRuntimeBackend().open(file, Lane.CPU0, optimisation)) {
      Map<String, Tensor> in = new HashMap<>();
      for (Port port : engine.inputs()) {
        in.put(port.name(), Objects.requireNonNull(there.get(port.name()), port.name()));
      }
      Map<String, Tensor> out = new HashMap<>();
      engine.outputs().forEach(p -> out.put(p.name(), Tensor.allocate(p.type(), p.shape())));
      try (Binding binding = engine.bind(in, out)) {
        binding.run();
      }
      there.putAll(out);
    } finally {
      Files.delete(file);
    }
  }

  private static Tensor image(Value input) {
    Tensor image = Tensor.allocate(input.type(), input.shape());
    Random random = new Random(input.name().hashCode());
    for (int i = 0; i < input.shape().elements(); i++) {
      image.floats().put(i, random.nextFloat() * 2 - 1);
    }
    return image;
  }
}
