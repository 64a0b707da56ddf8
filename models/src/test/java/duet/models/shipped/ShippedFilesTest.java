package duet.models.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.graph.Cost;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxReader;
import duet.inference.tensor.Shape;
import duet.models.card.ImageInput;
import duet.models.card.ImageOutput;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.ModelFile;
import duet.models.card.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that this build ships, each against its card. */
class ShippedFilesTest {
  private static final long MOST_BYTES = 40_000_000;
  private static final Path MODELS = Path.of("src/main/resources/models");

  private final ShippedModels shipped = new ShippedModels(ShippedFilesTest.class.getClassLoader());

  @TempDir private Path cache;

  @Test
  void theIndexNamesExactlyTheFilesThatAreThere() throws IOException {
    Set<String> files = new TreeSet<>();
    if (Files.isDirectory(MODELS)) {
      try (Stream<Path> all = Files.list(MODELS)) {
        all.map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".onnx"))
            .forEach(name -> files.add(name.replace(".onnx", "")));
      }
    }
    assertEquals(
        files,
        shipped.cards().stream()
            .map(ModelCard::name)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void eachIsTheFileOfItsCardAndNotTooLarge() throws IOException {
    for (ModelCard card : shipped.cards()) {
      InstalledModel model = shipped.open(card, cache);
      assertTrue(Files.size(model.file()) <= MOST_BYTES, card.name());
    }
  }

  @Test
  void eachHasTheSizeAndThePortsOfItsCard() {
    for (ModelCard card : shipped.cards()) {
      Graph graph = OnnxReader.read(shipped.open(card, cache).file());
      Cost cost = Cost.of(graph);
      ModelFile file = card.file().orElseThrow();
      assertEquals(cost, new Cost(file.parameters(), file.macs()), card.name());
      ImageInput in = card.input();
      assertEquals(
          Shape.of(1, in.channels(), in.height(), in.width()),
          graph.value(in.tensor()).orElseThrow().shape(),
          card.name());
      Shape out = graph.value(card.output().tensor()).orElseThrow().shape();
      if (card.output() instanceof ImageOutput.Boxes boxes) {
        assertEquals(4 + boxes.classes().size(), out.dim(1), card.name());
      } else {
        assertEquals(in.height(), out.dim(2), card.name());
      }
    }
  }

  @Test
  void eachCardTellsWhereTheWeightsComeFromAndHowGoodTheyAre() {
    for (ModelCard card : shipped.cards()) {
      assertEquals(Training.TRAINED, card.training(), card.name());
      assertTrue(card.making().isPresent(), card.name());
      assertTrue(card.evidence().isPresent(), card.name());
      assertTrue(card.limits().contains("For research use only."), card.name());
    }
  }
}
