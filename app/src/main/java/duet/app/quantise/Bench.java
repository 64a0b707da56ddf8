package duet.app.quantise;

import duet.app.quantise.Quantiser.Steps;
import duet.inference.calibration.Calibration;
import duet.inference.calibration.Clipping;
import duet.inference.engine.Backend;
import duet.inference.onnx.OnnxWriter;
import duet.models.build.Pix2Pix;
import duet.models.build.Weights;
import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import duet.models.card.ImageOutput;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.card.Training;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Quantises a generator made for the purpose, in a folder that closing takes away. */
public record Bench(Path folder) implements AutoCloseable {
  /** Width and height of the images. */
  public static final int SIZE = 256;

  private static final int IMAGES = 4;
  private static final long SEED = 7;

  /** With a new temporary folder. */
  public static Bench open() throws IOException {
    return new Bench(Files.createTempDirectory("duet-bench"));
  }

  /** The generator in 8 bits, compared with itself in FP32. */
  public Candidate quantise(Backend backend, Pix2Pix network, Steps steps) throws IOException {
    Path file = model();
    OnnxWriter.write(network.graph(Weights.seeded(SEED), "UNTRAINED"), file);
    List<FloatBuffer> heads = IntStream.range(0, IMAGES).mapToObj(Bench::head).toList();
    Recipe recipe = new Recipe(Precision.INT8, Clipping.NONE, Set.of(), new Aim.Cpu());
    return Candidate.make(
        backend,
        recipe,
        InstalledModel.open(file, card()),
        Calibration.images(heads),
        folder,
        steps);
  }

  private Path model() {
    return folder.resolve("pix2pix.onnx");
  }

  /** A smooth disc on black, another one each time. */
  private static FloatBuffer head(int index) {
    FloatBuffer image = FloatBuffer.allocate(3 * SIZE * SIZE);
    for (int i = 0; i < image.limit(); i++) {
      double x = (i % SIZE) / (double) SIZE - 0.5;
      double y = (i / SIZE % SIZE) / (double) SIZE - 0.5;
      boolean inside = Math.hypot(x / 0.38, y / 0.45) < 1;
      image.put(i, inside ? (float) (0.6 * Math.sin((5 + index) * x) * Math.cos(7 * y)) : -1);
    }
    return image;
  }

  private static ModelCard card() {
    return new ModelCard(
        "pix2pix",
        "bench",
        Task.SYNTHESIS,
        Training.UNTRAINED,
        "Measuring.",
        List.of("UNTRAINED: random weights."),
        "seed " + SEED,
        new ImageInput(
            "input", SIZE, SIZE, 40, 80, Resize.STRETCH, 3, ChannelOrder.RGB, 1 / 127.5, -1),
        new ImageOutput.Image("output", 3, 127.5, 127.5));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(model());
    Files.deleteIfExists(folder);
  }
}
