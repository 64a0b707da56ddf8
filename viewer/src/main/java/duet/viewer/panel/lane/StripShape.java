package duet.viewer.panel.lane;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where things are on the strips: one row a lane, with a plan in two halves, the planned above what
 * happened.
 *
 * @param snapshot what is shown
 * @param width of the strips in pixels
 */
record StripShape(LaneSnapshot snapshot, double width) {
  private static final double MARGIN = 3;
  private static final double PLANNED = 13;
  private static final double RUN = 16;
  private static final double QUEUE = 3;

  /** From the top of a strip to its bottom. */
  record Band(double top, double height) {
    boolean holds(double y) {
      return y >= top && y < top + height;
    }
  }

  /** What the mouse points at. */
  record Hit(String lane, boolean planned, long ns, Optional<LaneSpan> span) {}

  /** The same with and without a plan: a plan that comes must not move the images. */
  static double rowHeight() {
    return MARGIN + PLANNED + 2 + RUN + QUEUE + MARGIN;
  }

  double height() {
    return rowHeight() * snapshot.lanes().size();
  }

  Band planned(int row) {
    return new Band(row * rowHeight() + MARGIN, PLANNED);
  }

  Band run(int row) {
    double height = snapshot.plan().isPresent() ? RUN : PLANNED + 2 + RUN;
    return new Band((row + 1) * rowHeight() - MARGIN - QUEUE - height, height);
  }

  Band queue(int row) {
    return new Band((row + 1) * rowHeight() - MARGIN - QUEUE, QUEUE);
  }

  double x(long ns) {
    return Math.max(0, Math.min(1, snapshot.axis().share(ns))) * width;
  }

  /** The row and span at a point; empty outside of all strips. */
  Optional<Hit> at(double x, double y) {
    int row = (int) Math.floor(y / rowHeight());
    if (row < 0 || row >= snapshot.lanes().size() || width <= 0) {
      return Optional.empty();
    }
    String lane = snapshot.names().get(row);
    boolean planned = snapshot.plan().isPresent() && planned(row).holds(y);
    List<LaneSpan> spans =
        planned ? snapshot.plan().map(LanePlan::spans).orElse(List.of()) : snapshot.spans();
    long ns = snapshot.axis().at(x / width);
    return Optional.of(new Hit(lane, planned, ns, span(spans, lane, ns)));
  }

  /** Work goes before waiting; within a pixel or two, the nearest. */
  private Optional<LaneSpan> span(List<LaneSpan> spans, String lane, long ns) {
    long near = (long) (snapshot.axis().windowNs() * 2 / width);
    return spans.stream()
        .filter(span -> span.lane().equals(lane))
        .filter(span -> span.startNs() - near <= ns && ns <= span.endNs() + near)
        .min(
            Comparator.comparing((LaneSpan span) -> span.work() == LaneSpan.Work.QUEUE)
                .thenComparing(span -> Math.max(span.startNs() - ns, ns - span.endNs())));
  }
}
