package duet.models.training.mri;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import duet.models.build.Pix2Pix.Variant;
import duet.models.dataset.PairSet;
import duet.models.training.Torch;
import duet.models.training.TrainingException;
import duet.models.training.TrainingRun;
import duet.models.training.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MriTrainerTest {
  private static final int PIXELS = PairSet.SIZE * PairSet.SIZE;

  @TempDir private Path folder;

  /** Notes the losses, and stops the run after a step if told to. */
  private static final class Notes implements Watcher {
    private final long lastStep;
    private final List<Double> l1 = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private boolean cancelled;

    Notes(long lastStep) {
      this.lastStep = lastStep;
    }

    @Override
    public void step(long step, long of, Map<String, Double> losses) {
      l1.add(losses.getOrDefault("L1", Double.NaN));
      cancelled = step == lastStep;
    }

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public boolean cancelled() {
      return cancelled;
    }
  }

  private static MriOptions options(Variant variant, int epochs) {
    LossWeights loss = new LossWeights(100, 60, 1, 2);
    return new MriOptions(variant, 4, epochs, 2, 2e-3f, loss, 0.5f, 0.9f, 100, 3);
  }

  private PairSet pairs() throws IOException {
    return Phantoms.pairs(folder.resolve("pairs"), 4, 1);
  }

  private static Torch torch() {
    return Torch.open(1, Torch.Device.CPU);
  }

  private MriTrainer.Outcome train(String run, int epochs, Notes notes) throws IOException {
    PairSet pairs = pairs();
    try (Torch torch = torch();
        MriTrainer trainer =
            MriTrainer.open(
                torch, options(Variant.CROPPING, epochs), folder.resolve(run), pairs, List.of())) {
      if (TrainingRun.isBegun(folder.resolve(run))) {
        trainer.resume();
      }
      return trainer.run(notes);
    }
  }

  @Test
  void learnsWritesItsRecordAndExports() throws IOException {
    Notes notes = new Notes(-1);
    MriTrainer.Outcome outcome = train("run", 14, notes);
    assertFalse(outcome.cancelled());
    assertTrue(Files.size(outcome.model()) > 100_000);
    double first = notes.l1.get(0);
    double last = notes.l1.get(notes.l1.size() - 1);
    assertTrue(last < 0.8 * first, "L1 went from " + first + " to " + last);
    JsonNode record = new ObjectMapper().readTree(folder.resolve("run/run.json").toFile());
    assertEquals("[\"1\"]", record.at("/data/train/groups").toString());
    assertEquals(4, record.at("/data/train/images").asInt());
    assertEquals(64, record.at("/data/validation/sha256").asText().length());
    assertEquals(14, record.at("/curves/L1").size());
    assertTrue(Files.size(folder.resolve("run/curves.png")) > 1000);
  }

  @Test
  void goesOnAfterAStopAsIfItHadNeverStopped() throws IOException {
    Notes whole = new Notes(-1);
    train("whole", 4, whole);
    Path parted = folder.resolve("parted");
    Notes first = new Notes(3); // in the middle of the second epoch
    assertTrue(train("parted", 4, first).cancelled());
    assertFalse(Files.exists(parted.resolve("last.zip.part")));
    Notes second = new Notes(-1);
    train("parted", 4, second);
    List<Double> both = new ArrayList<>(first.l1);
    both.addAll(second.l1);
    assertEquals(whole.l1, both);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole/generator.onnx")),
        Files.readAllBytes(parted.resolve("generator.onnx")));
  }

  @ParameterizedTest
  @EnumSource
  void exportsWhatItComputes(Variant variant) throws IOException {
    PairSet pairs = pairs();
    MriOptions options = options(variant, 1);
    try (Torch torch = torch();
        MriStep step = new MriStep(torch, options)) {
      Pairs examples = Pairs.read(pairs);
      for (int i = 1; i <= 3; i++) {
        step.step(i, 2, examples.batch(i, options), 1e-3f);
      }
      float[] ct = new float[PIXELS];
      Augmentation.NONE.apply(
          examples.examples().get(0), new SplittableRandom(1), ct, new float[PIXELS]);
      Path model = folder.resolve("model.onnx");
      OnnxWriter.write(step.network().graph(step.result().weights(), ""), model);
      float[] expected = step.synthesise(ct);
      float[] exported = grey(model, ct);
      assertArrayEquals(expected, exported, 1e-4f);
    }
  }

  private static float[] grey(Path model, float[] ct) {
    Tensor in = Tensor.allocate(DataType.FLOAT, Shape.of(1, 3, PairSet.SIZE, PairSet.SIZE));
    Tensor out = Tensor.allocate(DataType.FLOAT, in.shape());
    for (int channel = 0; channel < 3; channel++) {
      in.floats().position(channel * PIXELS).put(ct);
    }
    try (Engine engine = new OnnxRuntimeBackend().open(model, Lane.CPU0, Optimisation.NONE)) {
      engine.bind(Map.of("input", in), Map.of("output", out)).run();
    }
    float[] grey = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      grey[i] =
          (out.floats().get(i) + out.floats().get(PIXELS + i) + out.floats().get(2 * PIXELS + i))
              / 3;
    }
    return grey;
  }

  @Test
  void refusesACheckpointOfAnotherNetwork() throws IOException {
    train("run", 1, new Notes(-1));
    PairSet pairs = pairs();
    try (Torch torch = torch();
        MriTrainer other =
            MriTrainer.open(
                torch, options(Variant.CONVOLUTION, 1), folder.resolve("run"), pairs, List.of())) {
      TrainingException refused = assertThrows(TrainingException.class, other::resume);
      assertTrue(String.valueOf(refused.getMessage()).contains("was the network another?"));
    }
  }

  @Test
  void leavesTheLastCheckpointWhereTheNextCannotBeWritten() throws IOException {
    train("run", 1, new Notes(-1));
    Path last = folder.resolve("run/last.zip");
    byte[] good = Files.readAllBytes(last);
    // What stands in the way of the temporary file is as good as a full disk.
    Files.createDirectories(folder.resolve("run/last.zip.part/in the way"));
    assertThrows(TrainingException.class, () -> train("run", 2, new Notes(-1)));
    assertArrayEquals(good, Files.readAllBytes(last));
  }
}
