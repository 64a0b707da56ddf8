package duet.app.desktop;

import duet.app.archive.Import;
import duet.app.desktop.key.Commands;
import duet.app.desktop.key.Shortcut;
import duet.app.desktop.pane.AboutSheet;
import duet.app.desktop.pane.Foot;
import duet.app.desktop.pane.KeySheet;
import duet.app.desktop.pane.ModelSheet;
import duet.app.desktop.pane.Sheet;
import duet.app.reading.Provenance;
import duet.app.reading.Reading;
import duet.app.report.Report;
import duet.app.report.ReportRequest;
import duet.app.worklist.Worklist;
import duet.models.card.Task;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.panel.FindingRow;
import duet.viewer.render.Framing;
import duet.viewer.render.View;
import duet.viewer.render.Window;
import duet.viewer.viewport.Shown;
import duet.viewer.viewport.ViewportState;
import java.io.File;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/** Does what keys and buttons ask for. FX thread. */
final class DeskCommands implements Commands {
  private static final double ZOOM_STEP = 1.25;
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss");

  private final Desk desk;
  private final Reach reach;
  private final ViewportState state;
  private List<Shortcut> shortcuts = List.of();
  private Optional<Provenance> provenance = Optional.empty();

  /** What commands act on. */
  record Reach(
      Stage stage,
      Layout layout,
      Foot foot,
      Jobs jobs,
      Worklist worklist,
      Intake intake,
      SeriesScreen screen) {}

  DeskCommands(Desk desk, Reach reach) {
    this.desk = desk;
    this.reach = reach;
    this.state = reach.layout().views().state();
  }

  void setShortcuts(List<Shortcut> all) {
    shortcuts = List.copyOf(all);
  }

  /** The models are open: from now on there is something to report. */
  void setProvenance(Provenance opened) {
    provenance = Optional.of(opened);
  }

  void open(List<Path> paths) {
    reach
        .jobs()
        .run(
            "import", reach.intake().task(paths), new Jobs.Ending<>(this::opened, this::notOpened));
  }

  private void opened(Import.Summary summary) {
    if (summary.ending() == Import.Ending.COMPLETE) {
      String read = count(summary.read(), "file") + " opened";
      reach
          .foot()
          .say(summary.refused() == 0 ? read : read + ", " + summary.refused() + " not shown");
    } else {
      reach.foot().say("Opening was stopped after " + count(summary.read(), "file"));
    }
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private void notOpened(Throwable why) {
    reach.foot().say("Opening failed: " + why.getMessage());
  }

  /** Lets the demonstration study be sent. */
  void send(Desk.Demo demo, int port) {
    reach
        .jobs()
        .run(
            "demo",
            new DemoJob(demo, port),
            new Jobs.Ending<>(
                sent -> reach.foot().say("The demonstration study was received"),
                why -> reach.foot().say("The demonstration study failed: " + why.getMessage())));
  }

  @Override
  public void openFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open DICOM files or a ZIP");
    List<File> files = chooser.showOpenMultipleDialog(reach.stage());
    if (files != null) {
      open(files.stream().map(File::toPath).toList());
    }
  }

  @Override
  public void openFolder() {
    chooseFolder("Open a folder").ifPresent(folder -> open(List.of(folder)));
  }

  private Optional<Path> chooseFolder(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    return Optional.ofNullable(chooser.showDialog(reach.stage())).map(File::toPath);
  }

  @Override
  public void export() {
    export(desk.exports());
  }

  @Override
  public void exportTo() {
    chooseFolder("Export the report into").ifPresent(this::export);
  }

  /** Into a new folder each time, so that no report takes the place of another. */
  private void export(Path parent) {
    ZonedDateTime now = ZonedDateTime.now(desk.clock());
    double threshold = reach.layout().findings().thresholdProperty().get();
    Path folder = parent.resolve(FOLDER.format(now));
    Optional<Reading> reading =
        reach.screen().shown().flatMap(open -> provenance.flatMap(open::reading));
    if (reading.isEmpty()) {
      reach.foot().say("Nothing to export yet: a series and open models are needed");
      return;
    }
    reach.foot().say("Writing the report …");
    reach
        .jobs()
        .run(
            "export",
            new Background<>(
                "Writing the report",
                count(reading.get().series().slices().size(), "slice"),
                () -> Report.write(reading.get(), new ReportRequest(threshold, now), folder)),
            new Jobs.Ending<>(this::exported, this::notExported));
  }

  private void exported(Report.Written written) {
    reach.foot().say("Report written: " + written.pdf());
  }

  private void notExported(Throwable why) {
    reach.foot().say("The report was not written: " + why.getMessage());
  }

  @Override
  public void closeSeries() {
    reach.screen().shown().ifPresent(open -> reach.worklist().close(open.uid()));
  }

  @Override
  public void window(Window window) {
    reach.layout().views().ct().windowProperty().set(window);
  }

  @Override
  public void fileWindow() {
    window(reach.screen().slice().flatMap(LightBox::proposed).orElse(Window.BRAIN));
  }

  @Override
  public void step(int slices) {
    state.step(slices);
  }

  @Override
  public void firstSlice() {
    state.sliceProperty().set(0);
  }

  @Override
  public void lastSlice() {
    state.sliceProperty().set(state.sliceCountProperty().get() - 1);
  }

  @Override
  public void zoom(int steps) {
    Optional<Shown> shown = reach.layout().views().ct().shownProperty().get();
    shown.map(Shown::view).ifPresent(drawn -> zoom(drawn, Math.pow(ZOOM_STEP, steps)));
  }

  /** About the centre; the framing may have moved on since the picture was drawn. */
  private void zoom(View drawn, double factor) {
    View now = View.of(drawn.grid(), state.framingProperty().get(), drawn.width(), drawn.height());
    state.framingProperty().set(now.zoomedAbout(now.width() / 2.0, now.height() / 2.0, factor));
  }

  @Override
  public void fit() {
    state.framingProperty().set(Framing.Fit.FIT);
  }

  @Override
  public void nextFinding() {
    reach.layout().findings().next();
  }

  @Override
  public void previousFinding() {
    reach.layout().findings().previous();
  }

  @Override
  public void decide(Decision decision) {
    Optional<FindingRow> row = reach.layout().findings().selected();
    reach
        .screen()
        .shown()
        .ifPresent(
            open -> row.ifPresent(r -> reach.worklist().decide(open.uid(), r.finding(), decision)));
  }

  @Override
  public void showKeys() {
    reach.layout().sheet().open("Keyboard and mouse", new KeySheet(shortcuts));
  }

  @Override
  public void showAbout() {
    reach.layout().sheet().open("About Duet", new AboutSheet(provenance));
  }

  @Override
  public void showModels() {
    showModel(Task.SYNTHESIS);
  }

  /** The card of the model for a task, before that of the other. */
  void showModel(Task task) {
    Sheet sheet = reach.layout().sheet();
    provenance.ifPresentOrElse(
        opened -> sheet.open("Models", new ModelSheet(opened, task)),
        () -> sheet.open("Models", new Label("No models are open.")));
  }

  @Override
  public void closeSheet() {
    reach.layout().sheet().close();
  }

  /** Sends the demonstration study. */
  private static final class DemoJob extends javafx.concurrent.Task<String> {
    private final Desk.Demo demo;
    private final int port;

    DemoJob(Desk.Demo demo, int port) {
      this.demo = demo;
      this.port = port;
      updateTitle("Demonstration study");
      updateMessage("Sent as a scanner would");
    }

    @Override
    protected String call() throws Exception {
      demo.send(port);
      return "sent";
    }
  }
}
