package duet.viewer.panel;

import duet.viewer.style.Palette;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * The swim-lanes: one row a lane, the last {@value #SECONDS} seconds from left to right. A small
 * canvas of its own, so that drawing it touches nothing else on screen.
 */
final class LaneStrip extends Region {
  static final int SECONDS = 10;
  static final double ROW = 30;
  private static final double WINDOW_NS = SECONDS * 1e9;
  private static final double QUEUE_HEIGHT = 3;
  private static final Font FONT = Font.font(11);

  private final Canvas canvas = new Canvas();
  private Optional<LaneSnapshot> shown = Optional.empty();

  LaneStrip() {
    getChildren().add(canvas);
    setMinWidth(120);
    setPrefWidth(320);
    setMaxWidth(Double.MAX_VALUE);
  }

  static Color colour(LaneSpan.Work work) {
    return switch (work) {
      case QUEUE -> Color.web("#5b6570");
      case PREPROCESS -> Color.web("#7fb069");
      case ENGINE -> Palette.ACCENT;
      case POSTPROCESS -> Color.web("#c59be0");
      case TRANSITION -> Color.web("#e0b35a");
    };
  }

  void show(LaneSnapshot snapshot) {
    shown = Optional.of(snapshot);
    double height = snapshot.lanes().size() * ROW;
    setMinHeight(height);
    setMaxHeight(height);
    draw();
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
    GraphicsContext ink = canvas.getGraphicsContext2D();
    ink.setFill(Palette.VIEWPORT);
    ink.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    shown.ifPresent(snapshot -> draw(ink, snapshot));
  }

  private void draw(GraphicsContext ink, LaneSnapshot snapshot) {
    ink.setFill(Palette.LINE);
    for (int second = 1; second < SECONDS; second++) {
      ink.fillRect(Math.rint(canvas.getWidth() * second / SECONDS), 0, 1, canvas.getHeight());
    }
    List<String> lanes = snapshot.lanes().stream().map(LaneUse::lane).toList();
    for (int row = 1; row < lanes.size(); row++) {
      ink.fillRect(0, row * ROW, canvas.getWidth(), 1);
    }
    ink.setFont(FONT);
    ink.setTextBaseline(VPos.CENTER);
    for (LaneSpan span : snapshot.spans()) {
      int row = lanes.indexOf(span.lane());
      if (row >= 0) {
        draw(ink, span, x(span.startNs(), snapshot), x(span.endNs(), snapshot), row * ROW);
      }
    }
  }

  private double x(long ns, LaneSnapshot snapshot) {
    double share = 1 - (snapshot.untilNs() - ns) / WINDOW_NS;
    return Math.max(0, Math.min(1, share)) * canvas.getWidth();
  }

  private void draw(GraphicsContext ink, LaneSpan span, double from, double to, double top) {
    if (to <= 0 || from >= canvas.getWidth()) {
      return;
    }
    ink.setFill(colour(span.work()));
    if (span.work() == LaneSpan.Work.QUEUE) {
      ink.fillRect(from, top + ROW - 2 - QUEUE_HEIGHT, to - from, QUEUE_HEIGHT);
      return;
    }
    // A gap of one pixel keeps neighbouring frames apart, as long as something is left.
    double width = Math.max(0.5, to - from - 1);
    ink.fillRect(from, top + 4, width, ROW - 8 - QUEUE_HEIGHT - 1);
    if (span.work() == LaneSpan.Work.ENGINE && width > 40) {
      write(ink, span.task(), from, width, top);
    }
  }

  private static void write(
      GraphicsContext ink, String task, double from, double width, double top) {
    Text measure = new Text(task);
    measure.setFont(FONT);
    if (measure.getLayoutBounds().getWidth() + 8 <= width) {
      ink.setFill(Palette.VIEWPORT);
      ink.fillText(task, from + 4, top + (ROW - QUEUE_HEIGHT - 1) / 2);
    }
  }
}
