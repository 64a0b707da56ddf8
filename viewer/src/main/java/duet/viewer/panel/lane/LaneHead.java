package duet.viewer.panel.lane;

import duet.viewer.panel.lane.LaneSnapshot.Event;
import duet.viewer.panel.lane.LaneSnapshot.Run;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The line that is read first: whose numbers, how fast, how fast it was to be, what went wrong. */
final class LaneHead extends HBox {
  /** Less than that of what is planned, and the lanes wait for frames. */
  private static final double MUCH = 0.7;

  private final ToggleButton open = new ToggleButton("Lanes");
  private final Label origin = new Label();
  private final Label rate = new Label();
  private final Label plan = LaneTable.quiet("");
  private final Label fallback = new Label();

  LaneHead() {
    super(12);
    setAlignment(Pos.CENTER_LEFT);
    open.getStyleClass().add("lanes-toggle");
    open.setSelected(true);
    open.setTooltip(new Tooltip("Show or hide what the lanes do"));
    open.setFocusTraversable(false);
    origin.getStyleClass().add("origin-words");
    origin.setTooltip(new Tooltip());
    fallback.setTooltip(new Tooltip());
    rate.getStyleClass().add("lane-rate");
    fallback.getStyleClass().addAll("chip", "chip-alarm");
    for (Label label : new Label[] {origin, rate, fallback}) {
      label.setMinWidth(Region.USE_PREF_SIZE);
    }
    open.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(open, origin, rate, plan, fallback);
    hide(fallback, 0);
  }

  ToggleButton toggle() {
    return open;
  }

  /** Whether it says that something went wrong, which makes it a little higher. */
  boolean isWarning() {
    return fallback.isManaged();
  }

  void show(LaneSnapshot snapshot) {
    Run run = snapshot.run();
    origin.setText(run.isSimulated() ? run.origin().toUpperCase(Locale.ROOT) : run.origin());
    origin.getTooltip().setText(run.where());
    boolean marked = origin.getStyleClass().contains("origin-simulated");
    if (run.isSimulated() && !marked) {
      origin.getStyleClass().add("origin-simulated");
    } else if (!run.isSimulated()) {
      origin.getStyleClass().remove("origin-simulated");
    }
    rate.setText(rate(run.framesPerSecond()) + (waits(snapshot) ? ", as they come" : ""));
    plan.setText(snapshot.plan().map(some -> words(run, some)).orElse(run.where()));
    warn(snapshot);
  }

  /** The newest event, or how many runs were not where they were planned. */
  private void warn(LaneSnapshot snapshot) {
    List<Event> events = snapshot.events();
    long away = LaneLegend.fallbacks(snapshot);
    String runs = away + (away == 1 ? " run" : " runs") + " on another lane than planned";
    fallback.setText(events.isEmpty() ? runs : events.get(events.size() - 1).words());
    fallback
        .getTooltip()
        .setText(events.stream().map(Event::words).collect(Collectors.joining("\n")));
    hide(fallback, away + events.size());
  }

  private static void hide(Label label, long count) {
    label.setVisible(count > 0);
    label.setManaged(count > 0);
  }

  /** Whether the lanes could do more, and have nothing to do. */
  private static boolean waits(LaneSnapshot snapshot) {
    return snapshot
        .plan()
        .map(plan -> busiest(snapshot.lanes()) < MUCH * busiest(plan.lanes()))
        .orElse(false);
  }

  private static double busiest(List<LaneUse> lanes) {
    return lanes.stream().mapToDouble(LaneUse::busy).max().orElse(0);
  }

  private static String rate(double framesPerSecond) {
    return framesPerSecond > 0
        ? String.format(Locale.ROOT, "%.1f frames/s", framesPerSecond)
        : "nothing runs";
  }

  private static String words(Run run, LanePlan plan) {
    String times =
        run.isSimulated() && plan.origin().equals(run.origin())
            ? ", simulated too"
            : " from times " + plan.origin();
    return String.format(
        Locale.ROOT,
        "planned %.1f (%s)%s  ·  %s",
        plan.framesPerSecond(),
        plan.policy(),
        times,
        run.where());
  }
}
