package duet.app.desktop;

import duet.app.archive.Arrival;
import duet.app.desktop.key.KeyMap;
import duet.app.desktop.key.Peek;
import duet.app.desktop.lane.UtilisationFeed;
import duet.app.desktop.lane.UtilisationFeed.Looking;
import duet.app.desktop.pane.Foot;
import duet.app.desktop.pane.RefusedSheet;
import duet.app.desktop.pane.ToolStrip;
import duet.app.reading.Provenance;
import duet.app.reading.Reader;
import duet.app.worklist.Audience;
import duet.app.worklist.OpenSeries;
import duet.app.worklist.Worklist;
import duet.models.card.ImageOutput;
import duet.models.card.Task;
import duet.models.card.Training;
import duet.viewer.overlay.Weights;
import duet.viewer.series.Refused;
import duet.viewer.series.SeriesBuilder;
import duet.viewer.series.SliceResult;
import duet.viewer.style.Theme;
import duet.viewer.viewport.SliceViewport;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/**
 * The window: puts the parts together, opens in the background what takes time, and closes all of
 * it. The images can be read before the models are open, and when they never open. FX thread.
 */
final class DuetWindow implements AutoCloseable {
  /** Share of the heap that open series may take; the rest is for pictures and the models. */
  private static final double PIXELS_OF_HEAP = 0.6;

  private final Desk desk;
  private final Layout layout = Layout.create();
  private final Foot foot = new Foot(this::showRefused);
  private final Jobs jobs = new Jobs(layout.tasks());
  private final FxThread fx;
  private final Worklist worklist;
  private final Intake intake;
  private final SeriesScreen screen;
  private final DeskCommands commands;
  private Optional<Reader> reader = Optional.empty();
  private Optional<UtilisationFeed> feed = Optional.empty();
  private Optional<Desk.Receiver> receiver = Optional.empty();
  private boolean closed;

  DuetWindow(Stage stage, Desk desk) {
    this.desk = desk;
    Scene scene = new Scene(new javafx.scene.layout.StackPane(), 1280, 800);
    fx = new FxThread(scene);
    worklist =
        new Worklist(
            SeriesBuilder::build,
            new Repainting(),
            System::nanoTime,
            (long) (Runtime.getRuntime().maxMemory() * PIXELS_OF_HEAP));
    intake = new Intake(desk.dicom(), worklist, in -> fx.run(in, this::countRefused));
    screen =
        new SeriesScreen(
            worklist,
            new SeriesScreen.Parts(
                layout.views(), layout.strip(), layout.findings(), layout.banner()));
    commands =
        new DeskCommands(
            desk, new DeskCommands.Reach(stage, layout, foot, jobs, worklist, intake, screen));
    ToolStrip tools = new ToolStrip(commands, layout.views().state().findingsVisibleProperty());
    layout.views().ct().windowProperty().addListener((value, before, now) -> tools.mark(now));
    tools.mark(layout.views().ct().windowProperty().get());
    scene.setRoot(layout.assemble(tools, foot, commands::open));
    dress(scene);
    listen(stage, scene);
    stage.setTitle("Duet");
    stage.setScene(scene);
    stage.setMinWidth(1024);
    stage.setMinHeight(680);
    stage.show();
    desk.threshold().ifPresent(layout.findings().thresholdProperty()::set);
    rehearse();
    openReader();
    openReceiver();
    if (!desk.paths().isEmpty()) {
      open(desk.paths());
    }
  }

  private void rehearse() {
    jobs.run(
        "rehearsal",
        new Background<>("Getting ready", "", () -> Rehearsal.slices(desk.dicom())),
        new Jobs.Ending<>(slices -> Rehearsal.play(slices, DuetWindow::dress), why -> {}));
  }

  /** Opens files, folders and ZIPs. */
  void open(List<Path> paths) {
    commands.open(paths);
  }

  /** The series on screen. */
  Optional<OpenSeries> shown() {
    return screen.shown();
  }

  private static void dress(Scene scene) {
    Theme.apply(scene);
    scene
        .getStylesheets()
        .add(Objects.requireNonNull(DuetWindow.class.getResource("desktop.css")).toExternalForm());
  }

  /** Keys are taken before any control sees them, so that they work whatever has the focus. */
  private void listen(Stage stage, Scene scene) {
    KeyMap keys = new KeyMap(commands);
    commands.setShortcuts(keys.shortcuts());
    Peek peek = new Peek(layout.views().state().findingsVisibleProperty(), System::nanoTime);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, peek::pressed);
    scene.addEventFilter(KeyEvent.KEY_RELEASED, peek::released);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
    stage.focusedProperty().addListener((value, before, now) -> peek.abandon());
  }

  /** Tells the screen in time of its series. On any thread. */
  private final class Repainting implements Audience {
    @Override
    public void changed(String uid) {
      fx.run(uid, () -> DuetWindow.this.changed(uid));
    }

    @Override
    public void progressed(String uid) {
      fx.soon(uid, () -> DuetWindow.this.changed(uid));
    }
  }

  private void changed(String uid) {
    screen.changed(uid);
    feed.ifPresent(worklist.underway() ? UtilisationFeed::start : UtilisationFeed::stop);
  }

  private void countRefused() {
    foot.countRefused(intake.refusedCount());
  }

  private void showRefused() {
    layout
        .sheet()
        .open("Files that are not shown", new RefusedSheet(intake.refused(), this::forget));
  }

  private void forget() {
    intake.forgetRefused();
    layout.sheet().close();
  }

  private void openReader() {
    jobs.run(
        "reader-open",
        new ReaderDoor(desk.reader()),
        new Jobs.Ending<>(this::readWith, this::readWithout));
  }

  private void readWith(Reader opened) {
    if (closed) {
      opened.close();
      return;
    }
    reader = Optional.of(opened);
    show(opened.provenance());
    watch(opened);
    worklist.readWith(ReaderDoor.lend(opened));
  }

  private void watch(Reader opened) {
    UtilisationFeed lanes =
        UtilisationFeed.open(
            () -> desk.watch().apply(opened),
            System::nanoTime,
            desk.telemetry(),
            snapshot -> fx.soon("lanes", () -> layout.lanes().show(snapshot)));
    layout
        .lanes()
        .openProperty()
        .addListener((value, before, open) -> lanes.look(open ? Looking.YES : Looking.NO));
    feed = Optional.of(lanes);
  }

  private void show(Provenance provenance) {
    commands.setProvenance(provenance);
    layout.models().show(provenance, commands::showModel);
    name(provenance, Task.DETECTION, layout.views().ct());
    name(provenance, Task.SYNTHESIS, layout.views().mri());
    provenance.models().stream()
        .map(use -> use.card().output())
        .filter(ImageOutput.Boxes.class::isInstance)
        .map(ImageOutput.Boxes.class::cast)
        .findFirst()
        .ifPresent(this::detectsBy);
  }

  private void detectsBy(ImageOutput.Boxes boxes) {
    screen.setClasses(boxes.classes());
    if (desk.threshold().isEmpty()) {
      layout.findings().thresholdProperty().set(boxes.confidence());
    }
  }

  private void name(Provenance provenance, Task task, SliceViewport view) {
    boolean trained = provenance.training(task) == Training.TRAINED;
    view.setWeights(trained ? Weights.TRAINED : Weights.UNTRAINED);
    provenance.models().stream()
        .filter(use -> use.card().task() == task)
        .forEach(
            use ->
                view.setModel(
                    use.name() + " " + use.cardVersion(), () -> commands.showModel(task)));
  }

  private void readWithout(Throwable why) {
    String reason = "The models cannot be opened: " + why.getMessage();
    layout.models().showWaiting("No models. CT only.");
    worklist.unavailable(reason);
    screen.setAlarm(reason + " CT can be read, but nothing is computed.");
  }

  private void openReceiver() {
    foot.sayListener("…");
    jobs.run(
        "receiver-open",
        new Background<>("Opening the receiver", "", () -> desk.receiver().open(this::arrived)),
        new Jobs.Ending<>(this::receiveWith, this::receiveWithout));
  }

  private void receiveWith(Desk.Receiver opened) {
    if (closed) {
      opened.close();
      return;
    }
    receiver = Optional.of(opened);
    foot.sayListener("Receives as " + opened.address());
    desk.demo().ifPresent(demo -> commands.send(demo, opened.port()));
  }

  private void receiveWithout(Throwable why) {
    foot.sayListener("Receives nothing");
    foot.say("Slices cannot be received: " + why.getMessage());
  }

  /** On a thread of the receiver. */
  private void arrived(Arrival arrival) {
    if (arrival.result() instanceof SliceResult.Slices some) {
      refuse(worklist.add(some.slices()));
      arrival.expected().ifPresent(n -> worklist.expect(arrival.seriesInstanceUid(), n));
    } else if (arrival.result() instanceof Refused why) {
      refuse(List.of(why));
    }
  }

  private void refuse(List<Refused> reasons) {
    reasons.forEach(why -> intake.refuse("received from the network", why));
  }

  /** Ends everything: jobs first, then who receives, then who reads. Safe to call twice. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    jobs.close();
    receiver.ifPresent(Desk.Receiver::close);
    feed.ifPresent(UtilisationFeed::close);
    worklist.close();
    reader.ifPresent(Reader::close);
    layout.views().close();
  }
}
