package duet.app;

import duet.app.shelf.TestCards;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxWriter;
import duet.models.build.Pix2Pix;
import duet.models.build.Yolov8;
import duet.models.card.CardReader;
import duet.models.card.CardWriter;
import duet.models.card.ImageInput;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Both networks, so small that a test can run them: seeded, and with the cards of the large. */
final class TinyModels {
  private static final long SEED = 7;
  private static final int DETECTOR_SIZE = 64;

  private TinyModels() {}

  static void install(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder, "stand-in-pix2pix", Pix2Pix.graph(Pix2Pix.Variant.CROPPING, 4, 256, SEED), 256);
    write(folder, "stand-in-yolov8n", Yolov8.graph(DETECTOR_SIZE, 5, SEED), DETECTOR_SIZE);
  }

  /** A detector of the classes and the size of a card, beside which it lies. */
  static Path detector(Path folder, ModelCard card) throws IOException {
    int size = card.input().width();
    Path file = folder.resolve(card.name() + ".onnx");
    OnnxWriter.write(Yolov8.graph(size, 1, SEED), file);
    String sha256 = InstalledModel.open(file, card).sha256();
    CardWriter.write(TestCards.of(card, sha256), folder.resolve(card.name() + ".yaml"));
    return file;
  }

  private static void write(Path folder, String name, Graph graph, int size) throws IOException {
    OnnxWriter.write(graph, folder.resolve(name + ".onnx"));
    try (InputStream in = TinyModels.class.getResourceAsStream("/cards/" + name + ".yaml")) {
      CardWriter.write(
          sized(CardReader.read(Objects.requireNonNull(in)), size), folder.resolve(name + ".yaml"));
    }
  }

  private static ModelCard sized(ModelCard card, int size) {
    ImageInput in = card.input();
    return new ModelCard(
        card.name(),
        card.version(),
        card.task(),
        card.training(),
        card.intendedUse(),
        card.limits(),
        card.trainingData(),
        new ImageInput(
            in.tensor(),
            size,
            size,
            in.windowCentre(),
            in.windowWidth(),
            in.resize(),
            in.channels(),
            in.order(),
            in.scale(),
            in.offset()),
        card.output());
  }
}
