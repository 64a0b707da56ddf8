package duet.models.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.engine.Optimisation;
import duet.inference.tensor.Tensor;
import duet.models.card.ImageInput;
import duet.models.card.ImageOutput;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.card.Training;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The full size, 230 MB: one folder serves all tests, each of which leaves it intact. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandInsTest {
  private Path folder;
  private List<InstalledModel> installed;

  @BeforeAll
  void install(@TempDir Path temporary) {
    folder = temporary.resolve("models");
    installed = StandIns.install(folder);
  }

  @Test
  void areSynthesisThenDetectionAndSayTheyAreUntrained() {
    assertEquals(
        List.of(Task.SYNTHESIS, Task.DETECTION),
        installed.stream().map(model -> model.card().task()).toList());
    for (InstalledModel model : installed) {
      ModelCard card = model.card();
      assertEquals(Training.UNTRAINED, card.training());
      assertTrue(card.limits().get(0).startsWith("UNTRAINED"));
      assertTrue(card.trainingData().contains("seed " + StandIns.SEED));
      assertTrue(card.limits().contains("For research use only."));
    }
  }

  @Test
  void cardsSayWhatTheNetworksTake() {
    ImageInput synthesis = installed.get(0).card().input();
    assertEquals(40, synthesis.windowCentre());
    assertEquals(80, synthesis.windowWidth());
    assertEquals(2 / 255.0, synthesis.scale(), 1e-15);
    ImageInput detection = installed.get(1).card().input();
    assertEquals(1 / 255.0, detection.scale(), 1e-15);
    assertEquals(ImageInput.Resize.LETTERBOX, detection.resize());
    assertEquals(
        new ImageOutput.Boxes("output0", List.of("EDH", "IPH", "IVH", "SAH", "SDH"), 0.25, 0.7),
        installed.get(1).card().output());
  }

  @Test
  void synthesisVariesOverThePicture() {
    Tensor image = Runs.disc(256, 2 / 255f, -1);
    float[] out = Runs.once(installed.get(0).file(), Optimisation.ALL, image);
    Spread.of(out).assertWithin(0.1, 0.9);
  }

  @Test
  void areNotWrittenAgainWhenTheyAreIntact() throws IOException {
    List<String> before = listing();
    List<String> written = new ArrayList<>();
    assertEquals(installed, StandIns.install(folder, (model, bytes, of) -> written.add(model)));
    assertEquals(List.of(), written);
    assertEquals(before, listing());
  }

  @Test
  void areWrittenAgainWhenDamagedCutOrIncomplete() throws IOException {
    Path onnx = installed.get(1).file();
    byte[] good = Files.readAllBytes(onnx);
    try (RandomAccessFile file = new RandomAccessFile(onnx.toFile(), "rw")) {
      file.seek(good.length / 2);
      file.write(~good[good.length / 2]);
    }
    assertRestored(onnx, good);
    Files.write(onnx, Arrays.copyOf(good, 1000));
    assertRestored(onnx, good);
    Files.delete(onnx);
    assertRestored(onnx, good);
    Files.delete(folder.resolve("stand-in-yolov8n.sha256"));
    assertRestored(onnx, good);
    Files.writeString(folder.resolve("stand-in-yolov8n.yaml"), "name: other");
    assertRestored(onnx, good);
  }

  private void assertRestored(Path onnx, byte[] good) throws IOException {
    TreeSet<String> written = new TreeSet<>();
    assertEquals(installed, StandIns.install(folder, (model, bytes, of) -> written.add(model)));
    assertEquals("[stand-in-yolov8n]", written.toString());
    assertArrayEquals(good, Files.readAllBytes(onnx));
  }

  @Test
  void twoThatInstallAtOnceBothEndWithIntactModels() throws Exception {
    Path onnx = installed.get(1).file();
    Files.delete(onnx);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<List<InstalledModel>> install = () -> StandIns.install(folder);
      Future<List<InstalledModel>> one = threads.submit(install);
      Future<List<InstalledModel>> two = threads.submit(install);
      assertEquals(installed, one.get());
      assertEquals(installed, two.get());
    } finally {
      threads.shutdownNow();
    }
    assertEquals(installed, StandIns.install(folder));
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolveSibling("file"), "in the way");
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> StandIns.install(file.resolve("models")));
    assertTrue(e.toString().contains("file/models"), e.toString());
  }

  private List<String> listing() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.sorted().toList()) {
        files.add(file.getFileName() + " " + Files.getLastModifiedTime(file));
      }
    }
    return files;
  }
}
