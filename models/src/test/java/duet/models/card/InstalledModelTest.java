package duet.models.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledModelTest {
  @TempDir private Path folder;

  @Test
  void hashesTheModelFile() throws IOException {
    Path onnx = Files.writeString(folder.resolve("m.onnx"), "abc");
    InstalledModel model = InstalledModel.open(onnx, card());
    // The example of FIPS 180-2.
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", model.sha256());
    assertEquals("stand-in-pix2pix", model.card().name());
    assertEquals(onnx, model.file());
  }

  @Test
  void refusesAModelFileThatIsNotTheOneOfItsCard() throws IOException {
    Path onnx = Files.writeString(folder.resolve("m.onnx"), "abc");
    String abc = InstalledModel.open(onnx, card()).sha256();
    ModelCard card = CardReader.read(card());
    ModelCard its = card.withFile(new ModelFile(abc, 1, 1, ModelFile.Precision.FP32));
    assertEquals(abc, InstalledModel.open(onnx, its).sha256());
    Files.writeString(onnx, "abd");
    CardException e = assertThrows(CardException.class, () -> InstalledModel.open(onnx, its));
    assertTrue(e.toString().contains("m.onnx is not the one that its card is for"), e.toString());
  }

  @Test
  void refusesAModelFileThatIsNotThere() throws IOException {
    Path card = card();
    Path missing = folder.resolve("missing.onnx");
    CardException e = assertThrows(CardException.class, () -> InstalledModel.open(missing, card));
    assertEquals("model file missing.onnx cannot be read", e.getMessage());
  }

  private Path card() throws IOException {
    Path card = folder.resolve("m.yaml");
    String resource = "/cards/stand-in-pix2pix.yaml";
    try (InputStream in = ModelCard.class.getResourceAsStream(resource)) {
      Files.write(card, Objects.requireNonNull(in).readAllBytes());
    }
    return card;
  }
}
