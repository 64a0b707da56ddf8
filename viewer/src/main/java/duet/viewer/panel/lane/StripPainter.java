package duet.viewer.panel.lane;

import duet.viewer.panel.lane.StripShape.Band;
import duet.viewer.style.Palette;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Paints the strips. What is planned is an outline with a tint, what happened is solid, so that the
 * two are told apart without a legend; a dark track where nothing runs is an idle gap.
 */
final class StripPainter {
  private static final int TICKS = 10;
  private static final Font FONT = Font.font(11);
  private static final double LEAST_LABELLED = 44;

  private final GraphicsContext ink;
  private final StripShape shape;
  private final List<String> tasks;

  StripPainter(GraphicsContext ink, StripShape shape, List<String> tasks) {
    this.ink = ink;
    this.shape = shape;
    this.tasks = tasks;
  }

  void paint() {
    ink.setFill(Palette.VIEWPORT);
    ink.fillRect(0, 0, shape.width(), shape.height());
    ink.setFont(FONT);
    ink.setTextBaseline(VPos.CENTER);
    List<String> lanes = shape.snapshot().names();
    for (int row = 0; row < lanes.size(); row++) {
      tracks(row);
    }
    ticks();
    shape.snapshot().plan().ifPresent(plan -> plan.spans().forEach(s -> planned(s, lanes)));
    shape.snapshot().spans().forEach(span -> happened(span, lanes));
    shape.snapshot().events().forEach(event -> befell(event, lanes));
  }

  private void tracks(int row) {
    ink.setFill(Ink.TRACK);
    Band run = shape.run(row);
    ink.fillRect(0, run.top(), shape.width(), run.height());
    if (shape.snapshot().run().isSimulated()) {
      hatch(run);
    }
    if (shape.snapshot().plan().isPresent()) {
      Band planned = shape.planned(row);
      ink.setFill(Ink.TRACK);
      ink.fillRect(0, planned.top(), shape.width(), planned.height());
    }
  }

  /** Nobody must take a simulated strip for a measured one, not even on half a screenshot. */
  private void hatch(Band band) {
    ink.setStroke(Ink.SIMULATED);
    ink.setLineWidth(3);
    for (double x = -band.height(); x < shape.width(); x += 12) {
      double left = Math.max(0, x);
      ink.strokeLine(
          left,
          band.top() + band.height() - (left - x),
          Math.min(shape.width(), x + band.height()),
          band.top());
    }
  }

  private void ticks() {
    ink.setFill(Palette.LINE);
    for (int tick = 1; tick < TICKS; tick++) {
      ink.fillRect(Math.rint(shape.width() * tick / TICKS), 0, 1, shape.height());
    }
    for (int row = 1; row < shape.snapshot().lanes().size(); row++) {
      ink.fillRect(0, row * StripShape.rowHeight(), shape.width(), 1);
    }
  }

  private void planned(LaneSpan span, List<String> lanes) {
    int row = lanes.indexOf(span.lane());
    double from = shape.x(span.startNs());
    double width = shape.x(span.endNs()) - from - 1;
    if (row < 0 || width <= -1) {
      return;
    }
    Band band = shape.planned(row);
    Color colour = colour(span);
    ink.setFill(colour.deriveColor(0, 1, 1, 0.35));
    ink.fillRect(from, band.top(), Math.max(0.5, width), band.height());
    if (width > 3) {
      ink.setStroke(colour);
      ink.setLineWidth(1);
      ink.strokeRect(from + 0.5, band.top() + 0.5, width - 1, band.height() - 1);
    }
    ink.setFill(Palette.TEXT);
    label(span, from, width, band.top() + band.height() / 2);
  }

  private void happened(LaneSpan span, List<String> lanes) {
    int row = lanes.indexOf(span.lane());
    double from = shape.x(span.startNs());
    double width = shape.x(span.endNs()) - from;
    if (row < 0 || from >= shape.width() || shape.x(span.endNs()) <= 0) {
      return;
    }
    boolean waits = span.work() == LaneSpan.Work.QUEUE;
    Band band = waits ? shape.queue(row) : shape.run(row);
    ink.setFill(colour(span));
    // A gap of one pixel keeps neighbouring frames apart, as long as something is left.
    ink.fillRect(from, band.top(), waits ? width : Math.max(0.5, width - 1), band.height());
    ink.setFill(Palette.VIEWPORT);
    label(span, from, width - 1, band.top() + band.height() / 2);
    if (span.place() == LaneSpan.Place.FALLBACK) {
      mark(from, Math.max(3, width - 1), band);
    }
  }

  /** It ran on another lane than planned. */
  private void mark(double from, double width, Band band) {
    ink.setStroke(Palette.ALARM);
    ink.setLineWidth(2);
    ink.strokeRect(from + 1, band.top() + 1, Math.max(1, width - 2), band.height() - 2);
    ink.setFill(Palette.ALARM);
    ink.fillRect(from, band.top() - 3, width, 3);
  }

  private void befell(LaneSnapshot.Event event, List<String> lanes) {
    int row = lanes.indexOf(event.lane());
    double share = shape.snapshot().axis().share(event.atNs());
    if (row >= 0 && share >= 0 && share <= 1) {
      double height = StripShape.rowHeight();
      ink.setFill(Palette.ALARM);
      ink.fillRect(shape.x(event.atNs()) - 1, row * height, 2, height);
    }
  }

  private Color colour(LaneSpan span) {
    return span.work() == LaneSpan.Work.ENGINE
        ? Ink.network(tasks.indexOf(span.task()))
        : Ink.of(span.work());
  }

  private void label(LaneSpan span, double from, double width, double middle) {
    if (span.work() != LaneSpan.Work.ENGINE || width < LEAST_LABELLED) {
      return;
    }
    String time = TimeAxis.duration(span.endNs() - span.startNs());
    Text whole = new Text(span.task() + "  " + time);
    whole.setFont(FONT);
    boolean fits = whole.getLayoutBounds().getWidth() + 8 <= width;
    ink.fillText(fits ? whole.getText() : time, from + 4, middle);
  }
}
