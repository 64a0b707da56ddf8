package duet.models.build;

import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** Runs networks on a picture that looks to them like a windowed head CT. */
final class Runs {
  private Runs() {}

  static float[] once(Graph graph, Path folder, Optimisation optimisation, Tensor image)
      throws IOException {
    Path file = folder.resolve(graph.name() + ".onnx");
    OnnxWriter.write(graph, file);
    return once(file, optimisation, image);
  }

  static float[] once(Path file, Optimisation optimisation, Tensor image) {
    try (Engine engine = new OnnxRuntimeBackend().open(file, Lane.CPU0, optimisation)) {
      Port in = engine.inputs().get(0);
      Port out = engine.outputs().get(0);
      Tensor result = Tensor.allocate(DataType.FLOAT, out.shape());
      try (Binding binding = engine.bind(Map.of(in.name(), image), Map.of(out.name(), result))) {
        binding.run();
      }
      float[] values = new float[(int) out.shape().elements()];
      result.floats().get(values);
      return values;
    }
  }

  /** Black air, white skull, grey brain, dark ventricles, a bright bleed; three equal channels. */
  static Tensor disc(int size, float scale, float offset) {
    Tensor image = Tensor.allocate(DataType.FLOAT, Shape.of(1, 3, size, size));
    FloatBuffer floats = image.floats();
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          floats.put(grey(x / (double) size - 0.5, y / (double) size - 0.5) * scale + offset);
        }
      }
    }
    return image;
  }

  private static float grey(double x, double y) {
    double head = Math.hypot(x / 0.38, y / 0.45);
    if (head > 1) {
      return 0;
    }
    if (head > 0.92) {
      return 255;
    }
    if (Math.hypot((x - 0.12) / 0.06, (y + 0.05) / 0.06) < 1) {
      return 223;
    }
    return Math.hypot((Math.abs(x) - 0.05) / 0.03, (y + 0.05) / 0.11) < 1 ? 16 : 112;
  }
}
