package duet.models.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxWriter;
import duet.models.build.Yolov8;
import duet.models.card.CardException;
import duet.models.card.CardReader;
import duet.models.card.CardWriter;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shipped models, tried with a small network: in a folder of classes and in a jar. */
class ShippedModelsTest {
  private static final String NAME = "yolov8n-small";

  @TempDir private Path temp;
  private Path resources;
  private Path cache;
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    resources = Files.createDirectories(temp.resolve("classes"));
    cache = temp.resolve("cache");
    jar = temp.resolve("models.jar");
    Files.createDirectories(resources.resolve("models"));
    Files.createDirectories(resources.resolve("cards"));
    Files.writeString(resources.resolve("models/index.txt"), "# best first\n" + NAME + "\n");
    Graph graph = Yolov8.graph(64, 1, 3);
    Path onnx = resources.resolve("models/" + NAME + ".onnx");
    OnnxWriter.write(graph, onnx);
    writeCard(InstalledModel.open(onnx, standIn()).sha256());
  }

  private void writeCard(String sha256) throws IOException {
    ModelCard card = standIn();
    ModelCard its =
        new ModelCard(
                NAME,
                card.version(),
                card.task(),
                card.training(),
                card.intendedUse(),
                card.limits(),
                card.trainingData(),
                card.input(),
                card.output())
            .withFile(new ModelFile(sha256, 1, 1, ModelFile.Precision.FP32));
    CardWriter.write(its, resources.resolve("cards/" + NAME + ".yaml"));
  }

  private static ModelCard standIn() throws IOException {
    try (InputStream in =
        ShippedModelsTest.class.getResourceAsStream("/cards/stand-in-yolov8n.yaml")) {
      return CardReader.read(Objects.requireNonNull(in));
    }
  }

  private ShippedModels inFolder() throws IOException {
    return of(resources);
  }

  private ShippedModels inJar() throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
      try (Stream<Path> all = Files.walk(resources)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Path in = zip.getPath("/" + resources.relativize(file));
          Files.createDirectories(in.getParent());
          try (OutputStream out = Files.newOutputStream(in)) {
            Files.copy(file, out);
          }
        }
      }
    }
    return of(jar);
  }

  private static ShippedModels of(Path place) throws IOException {
    return new ShippedModels(new URLClassLoader(new URL[] {place.toUri().toURL()}, null));
  }

  @Test
  void aBuildWithoutTrainedModelsHasNone() throws IOException {
    Files.delete(resources.resolve("models/index.txt"));
    assertEquals(List.of(), inFolder().cards());
  }

  @Test
  void aFileThatLiesInAFolderIsOpenedWhereItIs() throws IOException {
    ShippedModels shipped = inFolder();
    InstalledModel model = shipped.open(shipped.cards().get(0), cache);
    assertEquals(resources.resolve("models/" + NAME + ".onnx"), model.file());
    assertFalse(Files.exists(cache));
  }

  @Test
  void oneInAJarIsUnpackedOnceUnderItsHash() throws IOException {
    ShippedModels shipped = inJar();
    InstalledModel model = shipped.open(shipped.cards().get(0), cache);
    assertEquals(-1, Files.mismatch(resources.resolve("models/" + NAME + ".onnx"), model.file()));
    assertEquals(
        cache.resolve(NAME + "-" + model.sha256().substring(0, 12) + ".onnx"), model.file());
    var written = Files.getLastModifiedTime(model.file());
    assertEquals(model, shipped.open(shipped.cards().get(0), cache));
    assertEquals(written, Files.getLastModifiedTime(model.file()));
    try (Stream<Path> files = Files.list(cache)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void oneThatWasDamagedInTheCacheIsUnpackedAgain() throws IOException {
    ShippedModels shipped = inJar();
    InstalledModel model = shipped.open(shipped.cards().get(0), cache);
    Files.writeString(model.file(), "damaged");
    assertEquals(model, shipped.open(shipped.cards().get(0), cache));
    assertEquals(-1, Files.mismatch(resources.resolve("models/" + NAME + ".onnx"), model.file()));
  }

  @Test
  void aFileThatIsNotTheOneOfItsCardIsRefusedInBothPlaces() throws IOException {
    writeCard("0".repeat(64));
    for (ShippedModels shipped : List.of(inFolder(), inJar())) {
      CardException e =
          assertThrows(CardException.class, () -> shipped.open(shipped.cards().get(0), cache));
      assertTrue(e.toString().contains("is not the one that its card is for"), e.toString());
    }
  }

  @Test
  void anIndexThatNamesWhatIsNotThereIsAFaultOfTheBuild() throws IOException {
    Files.delete(resources.resolve("cards/" + NAME + ".yaml"));
    CardException e = assertThrows(CardException.class, () -> inFolder().cards());
    assertTrue(e.toString().contains("cards/" + NAME + ".yaml"), e.toString());
  }
}
