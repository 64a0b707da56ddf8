package duet.viewer.panel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.animation.PauseTransition;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

/**
 * What the lanes did in the last seconds, and whose numbers these are. Redraws at most four times a
 * second and only for a snapshot that differs from the one on screen. FX thread.
 */
public final class UtilisationPanel extends VBox {
  private static final long REDRAW_NS = 250_000_000;
  private static final List<String> HEADINGS = List.of("busy", "frames/s", "p50", "p95", "queued");

  private final LongSupplier nanoClock;
  private final Label origin = new Label();
  private final GridPane table = new GridPane();
  private final LaneStrip strip = new LaneStrip();
  private final PauseTransition later = new PauseTransition();
  private final List<List<Label>> cells = new ArrayList<>();
  private Optional<LaneSnapshot> onScreen = Optional.empty();
  private Optional<LaneSnapshot> waiting = Optional.empty();
  private long drawnNs;

  /**
   * @param nanoClock as {@code System::nanoTime}
   */
  public UtilisationPanel(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    getStyleClass().add("utilisation-panel");
    Label title = new Label("Lanes");
    title.getStyleClass().add("panel-title");
    origin.getStyleClass().add("origin-words");
    origin.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(12, title, origin, space, legend());
    head.setAlignment(Pos.CENTER_LEFT);
    columns();
    getChildren().addAll(head, table);
    later.setOnFinished(event -> waiting.ifPresent(this::draw));
  }

  private static HBox legend() {
    HBox legend = new HBox(5);
    legend.setAlignment(Pos.CENTER);
    for (LaneSpan.Work work : LaneSpan.Work.values()) {
      Label name = quiet(work.name().toLowerCase(Locale.ROOT));
      name.setStyle("-fx-padding: 0 8 0 0;");
      legend.getChildren().addAll(new Rectangle(10, 10, LaneStrip.colour(work)), name);
    }
    return legend;
  }

  private void columns() {
    table.setHgap(14);
    ColumnConstraints lane = new ColumnConstraints();
    lane.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints lanes = new ColumnConstraints();
    lanes.setHgrow(Priority.ALWAYS);
    table.getColumnConstraints().addAll(lane, lanes);
    for (int i = 0; i < HEADINGS.size(); i++) {
      ColumnConstraints number = new ColumnConstraints(58);
      number.setHalignment(HPos.RIGHT);
      table.getColumnConstraints().add(number);
    }
  }

  /** Shows the lanes now, or within a quarter of a second. */
  public void show(LaneSnapshot snapshot) {
    if (onScreen.equals(Optional.of(snapshot))) {
      waiting = Optional.empty();
      return;
    }
    long rest = REDRAW_NS - (nanoClock.getAsLong() - drawnNs);
    if (onScreen.isEmpty() || rest <= 0) {
      draw(snapshot);
      return;
    }
    boolean running = waiting.isPresent();
    waiting = Optional.of(snapshot);
    if (!running) {
      later.setDuration(Duration.millis(rest / 1e6));
      later.playFromStart();
    }
  }

  private void draw(LaneSnapshot snapshot) {
    waiting = Optional.empty();
    drawnNs = nanoClock.getAsLong();
    boolean sameLanes = names(onScreen).equals(names(Optional.of(snapshot)));
    onScreen = Optional.of(snapshot);
    origin.setText(snapshot.origin());
    if (!sameLanes) {
      rebuild(snapshot.lanes().size());
    }
    strip.show(snapshot);
    for (int row = 0; row < snapshot.lanes().size(); row++) {
      write(row, snapshot.lanes().get(row), snapshot.spans());
    }
  }

  private static List<String> names(Optional<LaneSnapshot> snapshot) {
    return snapshot.stream().flatMap(some -> some.lanes().stream()).map(LaneUse::lane).toList();
  }

  private void rebuild(int lanes) {
    table.getChildren().clear();
    cells.clear();
    table.add(quiet("last " + LaneStrip.SECONDS + " s"), 1, 0);
    for (int i = 0; i < HEADINGS.size(); i++) {
      table.add(quiet(HEADINGS.get(i)), i + 2, 0);
    }
    table.add(strip, 1, 1, 1, Math.max(1, lanes));
    for (int row = 0; row < lanes; row++) {
      cells.add(row(row + 1));
    }
  }

  private List<Label> row(int gridRow) {
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < HEADINGS.size() + 1; i++) {
      Label label = new Label();
      label.getStyleClass().add(i == 0 ? "lane-name" : "lane-number");
      label.setMinHeight(LaneStrip.ROW);
      labels.add(label);
      table.add(label, i == 0 ? 0 : i + 1, gridRow);
    }
    return labels;
  }

  private void write(int row, LaneUse use, List<LaneSpan> spans) {
    List<Label> labels = cells.get(row);
    labels.get(0).setText(use.lane() + task(use.lane(), spans));
    labels.get(1).setText(String.format(Locale.ROOT, "%.0f %%", use.busy() * 100));
    labels.get(2).setText(String.format(Locale.ROOT, "%.1f", use.framesPerSecond()));
    labels.get(3).setText(milliseconds(use.p50Ns()));
    labels.get(4).setText(milliseconds(use.p95Ns()));
    labels.get(5).setText(String.valueOf(use.queued()));
  }

  /** What the lane ran last. */
  private static String task(String lane, List<LaneSpan> spans) {
    return spans.stream()
        .filter(span -> span.work() == LaneSpan.Work.ENGINE && span.lane().equals(lane))
        .max(Comparator.comparingLong(LaneSpan::endNs))
        .map(span -> "  " + span.task())
        .orElse("");
  }

  private static String milliseconds(long ns) {
    return ns == 0
        ? "–"
        : String.format(Locale.ROOT, ns < 10_000_000 ? "%.1f ms" : "%.0f ms", ns / 1e6);
  }

  private static Label quiet(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("quiet");
    return label;
  }
}
