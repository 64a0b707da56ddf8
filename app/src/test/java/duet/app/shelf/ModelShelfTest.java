package duet.app.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.shelf.ModelWish.Pick;
import duet.app.shelf.ModelWish.Stock;
import duet.models.card.CardException;
import duet.models.card.CardWriter;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.shipped.ShippedModels;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model is taken. The files hold a few letters: a shelf does not look into them. */
class ModelShelfTest {
  @TempDir private Path temp;
  private Path own;
  private ModelShelf shelf;

  @BeforeEach
  void fill() throws IOException {
    own = Files.createDirectories(temp.resolve("own"));
    Path build = temp.resolve("build");
    Files.createDirectories(build.resolve("models"));
    Files.createDirectories(build.resolve("cards"));
    ship(build, TestCards.generator("shipped-mri"));
    ship(build, TestCards.detector("shipped-boxes", 320));
    ship(build, TestCards.detector("shipped-boxes-int8", 320));
    Files.writeString(
        build.resolve("models/index.txt"), "shipped-mri\nshipped-boxes\nshipped-boxes-int8\n");
    URL[] place = {build.toUri().toURL()};
    shelf =
        new ModelShelf(
            own, temp.resolve("cache"), new ShippedModels(new URLClassLoader(place, null)));
  }

  private static void ship(Path build, ModelCard card) throws IOException {
    put(build.resolve("models"), build.resolve("cards"), card);
  }

  private static void put(Path models, Path cards, ModelCard card) throws IOException {
    Path file = Files.writeString(models.resolve(card.name() + ".onnx"), card.name());
    String sha256 = InstalledModel.open(file, card).sha256();
    CardWriter.write(TestCards.of(card, sha256), cards.resolve(card.name() + ".yaml"));
  }

  private List<String> chosen(ModelWish wish) {
    return names(shelf.choose(wish, line -> {}));
  }

  private static List<String> names(List<InstalledModel> models) {
    return models.stream().map(model -> model.card().name()).toList();
  }

  private static ModelWish detector(String name) {
    return new ModelWish(
        Stock.BEST, Optional.empty(), Optional.of(new Pick(name, Optional.empty())));
  }

  @Test
  void withoutAWishTheFirstShippedOneOfEachTaskIsTaken() {
    assertEquals(List.of("shipped-mri", "shipped-boxes"), chosen(ModelWish.NONE));
  }

  @Test
  void theUsersOwnComesFirst() throws IOException {
    put(own, own, TestCards.detector("my-boxes", 640));
    assertEquals(List.of("shipped-mri", "my-boxes"), chosen(ModelWish.NONE));
    assertEquals(
        List.of("my-boxes", "shipped-mri", "shipped-boxes", "shipped-boxes-int8"),
        names(shelf.all(ModelWish.NONE, line -> {})));
  }

  @Test
  void aModelIsPickedByNameOrByFile() throws IOException {
    assertEquals(
        List.of("shipped-mri", "shipped-boxes-int8"), chosen(detector("shipped-boxes-int8")));
    Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
    put(elsewhere, elsewhere, TestCards.detector("other", 64));
    assertEquals(
        List.of("shipped-mri", "other"),
        chosen(detector(elsewhere.resolve("other.onnx").toString())));
  }

  @Test
  void whatIsNotThereIsSaidWithWhatIs() {
    CardException e = assertThrows(CardException.class, () -> chosen(detector("yolo")));
    assertEquals(
        "there is no model yolo; there are shipped-mri, shipped-boxes, shipped-boxes-int8,"
            + " stand-in-pix2pix, stand-in-yolov8n",
        e.getMessage());
    e = assertThrows(CardException.class, () -> chosen(detector("shipped-mri")));
    assertTrue(e.toString().contains("is for synthesis, not for detection"), e.toString());
    e = assertThrows(CardException.class, () -> chosen(detector("gone.onnx")));
    assertEquals("there is no model file gone.onnx", e.getMessage());
  }

  @Test
  void anOwnFileThatIsNotTheOneOfItsCardIsRefused() throws IOException {
    put(own, own, TestCards.detector("my-boxes", 640));
    Files.writeString(own.resolve("my-boxes.onnx"), "another");
    CardException e = assertThrows(CardException.class, () -> chosen(ModelWish.NONE));
    assertTrue(e.toString().contains("my-boxes.onnx is not the one"), e.toString());
  }
}
