package duet.models.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Graph;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxWriter;
import duet.inference.partition.Cut;
import duet.inference.partition.Cuts;
import duet.inference.partition.Partition;
import duet.inference.tensor.Tensor;
import duet.models.build.Pix2Pix.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both networks cut in parts: the parts give what the whole gives, bit for bit. */
class PartsOfModelsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void pix2PixCutAnywhereGivesTheSame(Variant variant) throws IOException {
    Graph whole = Pix2Pix.graph(variant, 4, 256, 1);
    Tensor image = Runs.disc(256, 2 / 255f, -1);
    List<Cut> cuts = Cuts.of(whole);
    assertEquals(whole.nodes().size() - 1, cuts.size());
    Tensor expected = run(List.of(whole), image);
    assertEquals(expected, run(Partition.at(whole, cuts).parts(), image));
    for (int i = 0; i < cuts.size(); i += 5) {
      assertEquals(expected, run(Partition.at(whole, cuts.subList(i, i + 1)).parts(), image));
    }
  }

  @Test
  void yolov8CutAnywhereGivesTheSame() throws IOException {
    Graph whole = Yolov8.graph(64, 2, 1);
    Tensor image = Runs.disc(64, 1 / 255f, 0);
    List<Cut> cuts = Cuts.of(whole);
    assertEquals(whole.nodes().size() - 1, cuts.size());
    Tensor expected = run(List.of(whole), image);
    assertEquals(expected, run(Partition.at(whole, cuts).parts(), image));
    for (int i = 0; i < cuts.size(); i += 40) {
      assertEquals(expected, run(Partition.at(whole, cuts.subList(i, i + 1)).parts(), image));
    }
  }

  /** Behind the innermost block all seven skips wait, each the result of a block down. */
  @Test
  void theSkipsOfPix2PixAreLiveInItsMiddle() {
    Graph whole = Pix2Pix.graph(Variant.ORIGINAL, 64, 256, 1);
    Cut middle =
        Cuts.of(whole).stream()
            .filter(cut -> cut.before().equals("up1.deconv"))
            .findFirst()
            .orElseThrow();
    List<String> skips = IntStream.rangeClosed(1, 8).mapToObj(i -> "down" + i + ".act").toList();
    assertEquals(skips, middle.live().stream().map(Value::name).toList());
    // 64x128x128, 128x64x64, 256x32x32, 512x16x16, then 512 channels of 8, 4, 2 and 1, as floats.
    long numbers = 64 * 16384 + 128 * 4096 + 256 * 1024 + 512 * (256 + 64 + 16 + 4 + 1);
    assertEquals(4 * numbers, middle.bytes());
  }

  private Tensor run(List<Graph> parts, Tensor image) throws IOException {
    Map<String, Tensor> there = new HashMap<>();
    there.put(parts.get(0).inputs().get(0).name(), image);
    String last = "";
    for (Graph part : parts) {
      run(part, there);
      last = part.outputs().get(part.outputs().size() - 1).name();
    }
    Tensor result = Objects.requireNonNull(there.get(last));
    // Tensors are compared by the bytes that remain.
    result.data().clear();
    return result;
  }

  private void run(Graph part, Map<String, Tensor> there) throws IOException {
    Path file = folder.resolve("part.onnx");
    OnnxWriter.write(part, file);
    try (Engine engine = new OnnxRuntimeBackend().open(file, Lane.CPU0, Optimisation.NONE)) {
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
    }
  }
}
