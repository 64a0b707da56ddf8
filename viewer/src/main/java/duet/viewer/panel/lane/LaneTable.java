package duet.viewer.panel.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A row for each lane: its name, its strip, its numbers. With a plan each row has two lines, the
 * planned above what happened, as on the strip.
 */
final class LaneTable extends GridPane {
  private static final int STRIP = 2;

  /** A column of numbers. */
  private record Column(String heading, String meaning, Function<LaneUse, String> words) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column(
              "busy",
              "Share of the time in which the lane worked. From Duet's own timeline, that of a DLA,"
                  + " too: no kernel tells how busy a DLA is.",
              use -> String.format(Locale.ROOT, "%.0f %%", use.busy() * 100)),
          new Column(
              "runs/s",
              "Runs of a network, or of a part of one, that ended on the lane in a second.",
              use -> String.format(Locale.ROOT, "%.1f", use.framesPerSecond())),
          new Column(
              "p50", "Half of the frames keep the lane for no longer.", use -> ms(use.p50Ns())),
          new Column("p95", "95 of 100 frames keep it for no longer.", use -> ms(use.p95Ns())));

  private final LaneStrip strip = new LaneStrip();
  private final Label left = quiet("");
  private final Label right = quiet("");
  private final Label hold = quiet("holds still while the mouse is here");
  private final List<List<Label>> planned = new ArrayList<>();
  private final List<List<Label>> happened = new ArrayList<>();
  private List<Object> rows = List.of();

  LaneTable() {
    setHgap(12);
    ColumnConstraints name = new ColumnConstraints();
    name.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints whose = new ColumnConstraints();
    whose.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints lanes = new ColumnConstraints();
    lanes.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(name, whose, lanes);
    for (int i = 0; i < COLUMNS.size() + 1; i++) {
      ColumnConstraints number = new ColumnConstraints(56);
      number.setHalignment(HPos.RIGHT);
      getColumnConstraints().add(number);
    }
    hold.visibleProperty().bind(strip.heldProperty());
  }

  /** Numbers and strips; the strips only if {@code strips} says so. */
  void show(LaneSnapshot snapshot, Strips strips) {
    List<Object> now =
        List.of(snapshot.names(), snapshot.plan().isPresent(), snapshot.run().isSimulated());
    boolean rebuild = !now.equals(rows);
    if (rebuild) {
      rows = now;
      rebuild(snapshot);
    }
    for (int row = 0; row < snapshot.lanes().size(); row++) {
      write(row, snapshot);
    }
    if (rebuild || strips == Strips.ALSO) {
      left.setText(snapshot.axis().leftWords());
      right.setText(snapshot.axis().rightWords());
      strip.show(snapshot);
    }
  }

  /** Whether the strips are drawn, too. */
  enum Strips {
    ALSO,
    NOT
  }

  private void rebuild(LaneSnapshot snapshot) {
    getChildren().clear();
    planned.clear();
    happened.clear();
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    add(new HBox(12, left, hold, space, right), STRIP, 0);
    for (int i = 0; i < COLUMNS.size(); i++) {
      add(explained(quiet(COLUMNS.get(i).heading()), COLUMNS.get(i).meaning()), STRIP + 1 + i, 0);
    }
    add(
        explained(quiet("queued"), "Frames that wait in front of the lane now."),
        STRIP + 1 + COLUMNS.size(),
        0);
    add(strip, STRIP, 1, 1, Math.max(1, snapshot.lanes().size()));
    for (int row = 0; row < snapshot.lanes().size(); row++) {
      addRow(row, snapshot);
    }
  }

  private void addRow(int row, LaneSnapshot snapshot) {
    Label name = new Label(snapshot.names().get(row));
    name.getStyleClass().add("lane-name");
    name.setMinHeight(StripShape.rowHeight());
    add(name, 0, row + 1);
    boolean both = snapshot.plan().isPresent();
    Label above = quiet("planned");
    Label below = new Label(snapshot.run().word());
    below.getStyleClass().add(snapshot.run().isSimulated() ? "simulated-word" : "lane-number");
    add(both ? pair(above, below) : pair(below), 1, row + 1);
    planned.add(new ArrayList<>());
    happened.add(new ArrayList<>());
    for (int column = 0; column < COLUMNS.size() + 1; column++) {
      Label plan = quiet("");
      Label run = new Label();
      run.getStyleClass().add("lane-number");
      planned.get(row).add(plan);
      happened.get(row).add(run);
      add(both ? pair(plan, run) : pair(run), STRIP + 1 + column, row + 1);
    }
  }

  private static VBox pair(Label... lines) {
    VBox box = new VBox(1, lines);
    box.setAlignment(Pos.CENTER_RIGHT);
    return box;
  }

  private void write(int row, LaneSnapshot snapshot) {
    LaneUse use = snapshot.lanes().get(row);
    Optional<LaneUse> plan =
        snapshot.plan().stream()
            .flatMap(some -> some.lanes().stream())
            .filter(one -> one.lane().equals(use.lane()))
            .findFirst();
    for (int i = 0; i < COLUMNS.size(); i++) {
      Function<LaneUse, String> words = COLUMNS.get(i).words();
      happened.get(row).get(i).setText(words.apply(use));
      planned.get(row).get(i).setText(plan.map(words).orElse("–"));
    }
    happened.get(row).get(COLUMNS.size()).setText(String.valueOf(use.queued()));
  }

  private static String ms(long ns) {
    return ns == 0 ? "–" : TimeAxis.duration(ns);
  }

  private static Label explained(Label label, String meaning) {
    Tooltip.install(label, new Tooltip(meaning));
    return label;
  }

  static Label quiet(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("quiet");
    return label;
  }
}
