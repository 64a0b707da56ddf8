package duet.app.desktop;

import duet.app.desktop.pane.Banner;
import duet.app.reading.Detection;
import duet.app.reading.SliceReading;
import duet.app.reading.Synthesis;
import duet.app.worklist.SliceReader;
import duet.app.worklist.Worklist;
import duet.inference.timeline.Span;
import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomReader;
import duet.viewer.dicom.toolkit.ToolkitWriter;
import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.geometry.Point;
import duet.viewer.panel.FindingList;
import duet.viewer.panel.SeriesStrip;
import duet.viewer.phantom.PhantomStudy;
import duet.viewer.series.SeriesBuilder;
import duet.viewer.series.Slice;
import duet.viewer.series.SliceResult;
import duet.viewer.viewport.LinkedViews;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/**
 * Plays the first series once out of sight, on a second set of the window's parts, while the real
 * one is still empty.
 *
 * <p>A fresh JVM loads and links some hundred classes and styles when it shows its first slice;
 * done on the spot that held the screen for 200 ms and the first slice for half a second. Nothing
 * of the play reaches the real worklist, screen or reader.
 */
final class Rehearsal {
  private static final int ROUNDS = 4;
  private static final Duration PAUSE = Duration.millis(40);
  private static final Duration ROUND = Duration.millis(300);

  private final StackPane root = new StackPane();
  private final SeriesScreen.Parts parts =
      new SeriesScreen.Parts(new LinkedViews(), new SeriesStrip(), new FindingList(), new Banner());
  private final Worklist worklist =
      new Worklist(
          SeriesBuilder::build,
          uid -> Platform.runLater(() -> changed(uid)),
          System::nanoTime,
          Runtime.getRuntime().maxMemory() / 4);
  private final SeriesScreen screen = new SeriesScreen(worklist, parts);
  private final List<Slice> slices;

  private Rehearsal(List<Slice> slices, Consumer<Scene> dress) {
    this.slices = slices;
    dress.accept(new Scene(root, 1024, 700));
    worklist.readWith((uid, sink) -> new Pretended(sink));
  }

  /**
   * Plays several times, because the JVM compiles only what it has seen often; takes two seconds,
   * in small pieces between which the real window can answer. FX thread.
   *
   * @param dress gives a scene the styles of the window
   */
  static void play(List<Slice> slices, Consumer<Scene> dress) {
    Rehearsal rehearsal = new Rehearsal(slices, dress);
    SeriesScreen.Parts parts = rehearsal.parts;
    rehearsal.enter(
        new ArrayDeque<>(List.of(parts.views(), parts.strip(), parts.findings(), parts.banner())));
  }

  private void enter(Deque<Node> waiting) {
    Node next = waiting.poll();
    if (next == null) {
      play(ROUNDS);
      return;
    }
    root.getChildren().add(next);
    settle();
    after(PAUSE, () -> enter(waiting));
  }

  private void settle() {
    root.applyCss();
    root.layout();
  }

  private static void after(Duration pause, Runnable piece) {
    PauseTransition wait = new PauseTransition(pause);
    wait.setOnFinished(event -> piece.run());
    wait.play();
  }

  private void play(int rounds) {
    if (rounds == 0) {
      worklist.close();
      parts.views().close();
      return;
    }
    worklist.add(slices);
    after(
        ROUND,
        () -> {
          worklist.uids().forEach(worklist::close);
          after(PAUSE, () -> play(rounds - 1));
        });
  }

  /** Some slices of the phantom by way of a DICOM file in memory; not for the FX thread. */
  static List<Slice> slices(DicomReader reader) throws IOException, DicomException {
    PhantomStudy phantom = PhantomStudy.standard();
    List<Slice> slices = new ArrayList<>();
    for (int i = phantom.slices() / 2; i < phantom.slices() / 2 + 2; i++) {
      var file = new ByteArrayOutputStream();
      phantom.write(i, new ToolkitWriter(), file);
      SliceResult result =
          duet.viewer.series.SliceReader.slices(
              reader.read(new ByteArrayInputStream(file.toByteArray())));
      if (result instanceof SliceResult.Slices some) {
        slices.addAll(some.slices());
      }
    }
    return slices;
  }

  private void changed(String uid) {
    screen.changed(uid);
    settle();
  }

  /** Answers at once, with one box. */
  private record Pretended(Consumer<SliceReading> sink) implements SliceReader.Run {
    @Override
    public void offer(Slice slice) {
      Finding finding =
          new Finding(
              slice.sopInstanceUid(),
              "IPH",
              0.9,
              new Box(100, 100, 50, 50),
              new Point(0, 0, 0),
              Finding.Decision.UNDECIDED);
      sink.accept(
          new SliceReading(
              slice.header().seriesInstanceUid(),
              slice.sopInstanceUid(),
              new Synthesis.Image(slice.columns(), slice.rows(), slice.hu()),
              new Detection.Boxes(List.of(finding)),
              0));
    }

    @Override
    public void finish() {}

    @Override
    public void cancel() {}

    @Override
    public List<Span> spans() {
      return List.of();
    }
  }
}
