package duet.models.training.detect.yolo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Tensor;
import duet.models.build.Yolov8;
import duet.models.training.Mode;
import duet.models.training.Torch;
import duet.models.training.Variables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoloNetworkTest {
  private static final int SIZE = 96;
  private static final int CLASSES = 2;

  @TempDir private Path folder;

  /** As after training: normalisations that are no identity. */
  private static Variables trained(Torch torch) {
    Variables variables = YoloVariables.fresh(torch.manager(), CLASSES, 5);
    Random random = new Random(6);
    variables
        .all()
        .forEach(
            (name, array) -> {
              if (name.contains(".bn.")) {
                float[] values = array.toFloatArray();
                for (int i = 0; i < values.length; i++) {
                  values[i] += name.endsWith(".variance") ? -0.5f : 0;
                  values[i] += 0.4f * random.nextFloat();
                }
                array.set(values);
              }
            });
    return variables;
  }

  private static float[] picture() {
    float[] picture = new float[3 * SIZE * SIZE];
    Random random = new Random(7);
    for (int i = 0; i < picture.length; i++) {
      picture[i] = random.nextFloat();
    }
    return picture;
  }

  @Test
  void theExportedGraphComputesWhatTheTrainerComputes() throws IOException {
    float[] picture = picture();
    try (Torch torch = Torch.open(1, Torch.Device.CPU)) {
      Variables variables = trained(torch);
      NDArray images = torch.manager().create(picture, new Shape(1, 3, SIZE, SIZE));
      YoloNetwork.Raw raw = new YoloNetwork(variables, Mode.USING).forward(images);
      AnchorGrid grid = new AnchorGrid(SIZE);
      Prediction trainer =
          new Prediction(
              grid, CLASSES, 0, raw.distances().toFloatArray(), raw.scores().toFloatArray());
      float[] exported = run(variables, picture);
      double largest = 0;
      for (int a = 0; a < grid.size(); a++) {
        Box box = trainer.box(a);
        double[] expected = {
          (box.left() + box.right()) / 2,
          (box.top() + box.bottom()) / 2,
          box.width(),
          box.height(),
          trainer.score(a, 0),
          trainer.score(a, 1)
        };
        for (int k = 0; k < expected.length; k++) {
          double unit = k < 4 ? SIZE : 1; // boxes in shares of the image, scores as they are
          double off = Math.abs(expected[k] - exported[k * grid.size() + a]) / unit;
          largest = Math.max(largest, off);
        }
      }
      assertTrue(largest < 1e-4, "largest difference " + largest);
    }
  }

  private float[] run(Variables variables, float[] picture) throws IOException {
    Path file = folder.resolve("detector.onnx");
    OnnxWriter.write(
        new Yolov8(SIZE, CLASSES).graph(YoloVariables.folded(variables), "test"), file);
    Tensor in = Tensor.allocate(DataType.FLOAT, duet.inference.tensor.Shape.of(1, 3, SIZE, SIZE));
    in.floats().put(picture);
    try (Engine engine = new OnnxRuntimeBackend().open(file, Lane.CPU0, Optimisation.NONE)) {
      Tensor out = Tensor.allocate(DataType.FLOAT, engine.outputs().get(0).shape());
      try (Binding binding = engine.bind(Map.of("images", in), Map.of("output0", out))) {
        binding.run();
      }
      float[] values = new float[out.floats().remaining()];
      out.floats().get(values);
      return values;
    }
  }

  @Test
  void freshVariablesAreAsManyAsThoseOfUltralytics() {
    try (Torch torch = Torch.open(1, Torch.Device.CPU)) {
      Variables variables = YoloVariables.fresh(torch.manager(), 80, 1);
      long learnt =
          variables.all().entrySet().stream()
              .filter(e -> !e.getKey().endsWith(".mean") && !e.getKey().endsWith(".variance"))
              .mapToLong(e -> e.getValue().size())
              .sum();
      // 3,157,200 with the 16 fixed weights of its DFL convolution
      assertEquals(3_157_184, learnt);
    }
  }
}
