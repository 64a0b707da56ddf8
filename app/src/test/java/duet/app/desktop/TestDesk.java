package duet.app.desktop;

import duet.app.archive.Archive;
import duet.app.archive.Arrival;
import duet.app.archive.Ct;
import duet.app.config.ListenerConfig;
import duet.app.desktop.lane.Watched;
import duet.app.dimse.Listener;
import duet.app.reading.Reader;
import duet.app.shelf.TestCards;
import duet.inference.device.Machine;
import duet.inference.device.telemetry.linux.LinuxTelemetry;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxWriter;
import duet.inference.timeline.Timeline;
import duet.models.build.Pix2Pix;
import duet.models.build.StandIns;
import duet.models.build.Yolov8;
import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import duet.models.card.ImageOutput;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import duet.models.card.Training;
import duet.models.shipped.ShippedModels;
import duet.viewer.dicom.Tag;
import duet.viewer.dicom.toolkit.Bootstrap;
import duet.viewer.dicom.toolkit.ToolkitReader;
import duet.viewer.dicom.toolkit.ToolkitWriter;
import duet.viewer.phantom.PhantomStudy;
import duet.viewer.series.Slice;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.testfx.util.WaitForAsyncUtils;

/** A desk with small seeded networks, a receiver on a free port, and folders of the test's own. */
final class TestDesk {
  private static final int DETECTOR_SIZE = 160;
  private static final List<String> CLASSES = List.of("EDH", "IPH", "IVH", "SAH", "SDH");

  private TestDesk() {}

  /**
   * The models that {@code -Dduet.models} names: {@code small} ones made for tests if it is left
   * out, those that are {@code shipped}, or {@code stand-in}s of full size.
   */
  static Desk chosen(Path folder) {
    return with(
        folder,
        say ->
            switch (models()) {
              case "shipped" -> reader(shipped(folder));
              case "stand-in" -> reader(StandIns.install(folder.resolve("models")));
              default -> reader(folder);
            });
  }

  /** What {@code -Dduet.models} says. */
  static String models() {
    return System.getProperty("duet.models", "small");
  }

  private static List<InstalledModel> shipped(Path folder) {
    ShippedModels shipped = new ShippedModels(TestDesk.class.getClassLoader());
    return shipped.cards().stream().map(card -> shipped.open(card, folder)).toList();
  }

  private static Reader reader(List<InstalledModel> models) {
    return Reader.open(
        new OnnxRuntimeBackend(), models.get(0), models.get(1), new Timeline(20_000));
  }

  /** Both models small enough for tests, otherwise all is real. */
  static Desk small(Path folder, Path... paths) {
    return with(folder, say -> reader(folder), paths);
  }

  /** The same with cards of trained models, a detector of one class among them. */
  static Desk trained(Path folder, Path... paths) {
    return with(folder, say -> trainedReader(folder), OptionalDouble.empty(), paths);
  }

  private static Reader trainedReader(Path folder) {
    try {
      Graph synthesis = Pix2Pix.graph(Pix2Pix.Variant.CROPPING, 4, 256, 1);
      ModelCard detector = TestCards.detector("yolov8n-haemorrhage", 96);
      return Reader.open(
          new OnnxRuntimeBackend(),
          trained(
              folder.resolve("synthesis.onnx"), synthesis, TestCards.generator("pix2pix-ct-mri")),
          trained(folder.resolve("detection.onnx"), Yolov8.graph(96, 1, 1), detector),
          new Timeline(20_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InstalledModel trained(Path file, Graph graph, ModelCard card) throws IOException {
    OnnxWriter.write(graph, file);
    return InstalledModel.open(file, TestCards.of(card, InstalledModel.open(file, card).sha256()));
  }

  static Desk with(Path folder, Desk.ReaderOpener reader, Path... paths) {
    return with(folder, reader, OptionalDouble.of(0.05), paths);
  }

  private static Desk with(
      Path folder, Desk.ReaderOpener reader, OptionalDouble threshold, Path... paths) {
    Bootstrap.run();
    return new Desk(
        new ToolkitReader(),
        reader,
        arrivals -> Received.open(folder.resolve("archive"), arrivals),
        List.of(paths),
        Optional.empty(),
        threshold,
        folder.resolve("exports"),
        Clock.fixed(Instant.parse("2026-11-24T11:15:00Z"), ZoneOffset.UTC),
        () -> LinuxTelemetry.open(Machine.here(), System::nanoTime),
        Watched::of);
  }

  private static Reader reader(Path folder) {
    try {
      Graph synthesis = Pix2Pix.graph(Pix2Pix.Variant.CROPPING, 4, 256, 1);
      Graph detection = Yolov8.graph(DETECTOR_SIZE, CLASSES.size(), 1);
      return Reader.open(
          new OnnxRuntimeBackend(),
          install(folder.resolve("synthesis.onnx"), synthesis, synthesisCard()),
          install(folder.resolve("detection.onnx"), detection, detectionCard()),
          new Timeline(20_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InstalledModel install(Path file, Graph graph, ModelCard card) throws IOException {
    OnnxWriter.write(graph, file);
    return new InstalledModel(card, file, "0".repeat(64));
  }

  private static ModelCard synthesisCard() {
    return new ModelCard(
        "pix2pix-small",
        "test",
        Task.SYNTHESIS,
        Training.UNTRAINED,
        "For tests.",
        List.of("UNTRAINED"),
        "none",
        new ImageInput(
            "input", 256, 256, 40, 80, Resize.STRETCH, 3, ChannelOrder.RGB, 2 / 255.0, -1),
        new ImageOutput.Image("output", 3, 127.5, 127.5));
  }

  private static ModelCard detectionCard() {
    return new ModelCard(
        "yolov8n-small",
        "test",
        Task.DETECTION,
        Training.UNTRAINED,
        "For tests.",
        List.of("UNTRAINED"),
        "none",
        new ImageInput(
            "images",
            DETECTOR_SIZE,
            DETECTOR_SIZE,
            40,
            80,
            Resize.LETTERBOX,
            3,
            ChannelOrder.RGB,
            1 / 255.0,
            0),
        new ImageOutput.Boxes("output0", CLASSES, 0.25, 0.7));
  }

  /** Some slices of the phantom as files. */
  static Path phantom(Path folder, int from, int to) throws IOException {
    Bootstrap.run();
    Files.createDirectories(folder);
    PhantomStudy study = PhantomStudy.standard();
    for (int i = from; i < to; i++) {
      try (OutputStream out = Files.newOutputStream(folder.resolve("slice" + i + ".dcm"))) {
        study.write(i, new ToolkitWriter(), out);
      }
    }
    return folder;
  }

  /** A series as long as one wants: one slice of the phantom again and again, 1 mm apart. */
  static Path tall(Path folder, int slices) throws IOException {
    Bootstrap.run();
    Files.createDirectories(folder);
    Slice slice = PhantomStudy.standard().slice(13);
    for (int i = 0; i < slices; i++) {
      Map<Tag, String> other = new HashMap<>();
      other.put(Tag.SERIES_DESCRIPTION, "Head 1 mm, " + slices + " slices");
      other.put(Tag.PATIENT_NAME, "PHANTOM^TALL");
      other.put(Tag.IMAGE_POSITION_PATIENT, "-115\\-115\\" + i);
      Files.write(
          folder.resolve(String.format(Locale.ROOT, "%04d.dcm", i)),
          Ct.image(500, i, other, slice.hu()));
    }
    return folder;
  }

  /** A listener with an archive of its own. */
  private record Received(Archive archive, Listener listener) implements Desk.Receiver {
    static Received open(Path folder, Consumer<Arrival> arrivals) throws IOException {
      Archive archive = Archive.open(folder, new ToolkitReader());
      archive.onSlices(arrivals);
      return new Received(archive, Listener.open(ListenerConfig.STANDARD.withPort(0), archive));
    }

    @Override
    public int port() {
      return listener.port();
    }

    @Override
    public String address() {
      return "DUET at 127.0.0.1:" + port();
    }

    @Override
    public void close() {
      listener.close();
      try {
        archive.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Asks on the FX thread, again and again: a lookup elsewhere trips over nodes that change. */
  static void until(int seconds, Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, () -> onFx(condition));
  }

  /** What the FX thread answers. */
  static <T> T onFx(Callable<T> question) {
    return WaitForAsyncUtils.waitForAsyncFx(10_000, question);
  }
}
