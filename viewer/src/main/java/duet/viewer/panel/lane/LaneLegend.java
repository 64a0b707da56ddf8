package duet.viewer.panel.lane;

import duet.viewer.style.Palette;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/** What the colours mean; only those that occur. */
final class LaneLegend extends HBox {
  private List<Object> shown = List.of();

  LaneLegend() {
    super(5);
    setAlignment(Pos.CENTER_RIGHT);
    setMinWidth(USE_PREF_SIZE);
  }

  void show(LaneSnapshot snapshot) {
    List<String> tasks = LaneStrip.tasks(snapshot);
    List<LaneSpan.Work> works =
        snapshot.spans().stream().map(LaneSpan::work).distinct().sorted().toList();
    boolean fallback = fallbacks(snapshot) > 0;
    if (List.of(tasks, works, fallback).equals(shown)) {
      return;
    }
    shown = List.of(tasks, works, fallback);
    getChildren().clear();
    for (int i = 0; i < tasks.size(); i++) {
      add(Ink.network(i), tasks.get(i));
    }
    works.stream()
        .filter(work -> work != LaneSpan.Work.ENGINE)
        .forEach(work -> add(Ink.of(work), work.words()));
    add(Ink.TRACK, "idle");
    if (fallback) {
      add(Palette.ALARM, "not where planned");
    }
  }

  static long fallbacks(LaneSnapshot snapshot) {
    return snapshot.spans().stream()
        .filter(span -> span.place() == LaneSpan.Place.FALLBACK)
        .filter(span -> span.work() == LaneSpan.Work.ENGINE)
        .count();
  }

  private void add(Color colour, String words) {
    Rectangle sample = new Rectangle(10, 10, colour);
    sample.setStroke(Palette.LINE);
    var name = LaneTable.quiet(words);
    name.setStyle("-fx-padding: 0 8 0 0;");
    getChildren().addAll(sample, name);
  }
}
