package duet.viewer.panel.lane;

import duet.viewer.panel.lane.StripShape.Hit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/**
 * The swim-lanes, from left to right. A small canvas of its own, so that drawing it touches nothing
 * else on screen. It holds still while the mouse is over it, or nothing could be pointed at.
 */
final class LaneStrip extends Region {
  private final Canvas canvas = new Canvas();
  private final Tooltip tip = new Tooltip();
  private Optional<LaneSnapshot> shown = Optional.empty();
  private Optional<LaneSnapshot> held = Optional.empty();

  LaneStrip() {
    getChildren().add(canvas);
    setMinWidth(120);
    setPrefWidth(320);
    setMaxWidth(Double.MAX_VALUE);
    tip.setShowDelay(Duration.millis(80));
    tip.setShowDuration(Duration.INDEFINITE);
    Tooltip.install(this, tip);
    setOnMouseMoved(this::point);
    setOnMouseExited(event -> letGo());
  }

  /** True while it holds still. */
  ReadOnlyBooleanProperty heldProperty() {
    return hoverProperty();
  }

  void show(LaneSnapshot snapshot) {
    boolean sameRows = shown.map(before -> rows(before).equals(rows(snapshot))).orElse(false);
    if (isHover() && sameRows) {
      held = Optional.of(snapshot);
      return;
    }
    shown = Optional.of(snapshot);
    double height = new StripShape(snapshot, 0).height();
    setMinHeight(height);
    setMaxHeight(height);
    draw();
  }

  private static List<Object> rows(LaneSnapshot snapshot) {
    return List.of(snapshot.names(), snapshot.plan().isPresent());
  }

  /** What was not shown meanwhile. */
  private void letGo() {
    Optional<LaneSnapshot> next = held;
    held = Optional.empty();
    next.ifPresent(
        snapshot -> {
          shown = next;
          draw();
        });
  }

  private void point(MouseEvent mouse) {
    Optional<Hit> hit = shown.flatMap(snapshot -> shape(snapshot).at(mouse.getX(), mouse.getY()));
    tip.setText(shown.flatMap(snapshot -> hit.map(new StripWords(snapshot)::of)).orElse(""));
  }

  private StripShape shape(LaneSnapshot snapshot) {
    return new StripShape(snapshot, canvas.getWidth());
  }

  @Override
  protected void layoutChildren() {
    if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      draw();
    }
  }

  private void draw() {
    shown.ifPresent(
        snapshot ->
            new StripPainter(canvas.getGraphicsContext2D(), shape(snapshot), tasks(snapshot))
                .paint());
  }

  /** The networks by name, so that each keeps its colour. */
  static List<String> tasks(LaneSnapshot snapshot) {
    Stream<LaneSpan> planned = snapshot.plan().stream().flatMap(plan -> plan.spans().stream());
    return Stream.concat(planned, snapshot.spans().stream())
        .map(LaneSpan::task)
        .distinct()
        .sorted()
        .toList();
  }
}
