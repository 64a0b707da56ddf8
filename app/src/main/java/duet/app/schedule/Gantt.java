package duet.app.schedule;

import duet.inference.device.Lane;
import duet.inference.plan.Task;
import duet.inference.schedule.Schedule;
import duet.inference.simulation.Metrics.LaneMetrics;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A stretch of a schedule, once it runs evenly, as a picture: a row for each lane, a colour for
 * each task, hand-overs hatched, idle lanes empty, and whose numbers these are.
 */
public final class Gantt {
  private static final List<String> COLOURS =
      List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00");

  private static final int LEFT = 116;
  private static final int RIGHT = 24;
  private static final int WIDTH = 1200;
  private static final int TOP = 84;
  private static final int ROW = 46;
  private static final int GAP = 14;
  private static final int PLOT = WIDTH - LEFT - RIGHT;

  private final Schedule schedule;
  private final Map<Lane, LaneMetrics> lanes;
  private final long from;
  private final long to;
  private final StringBuilder svg = new StringBuilder();

  private Gantt(Schedule schedule) {
    this.schedule = schedule;
    lanes =
        schedule.metrics().lanes().stream()
            .collect(Collectors.toMap(LaneMetrics::lane, Function.identity()));
    long end = schedule.simulated().endNs();
    double round = 1e9 / Math.max(1e-9, schedule.metrics().framesPerSecond());
    long wanted = Math.round(Math.max(4 * round, 2.2 * schedule.metrics().p99Ns()));
    from = Math.min(end / 3, Math.max(0, end - wanted));
    to = Math.min(end, from + wanted);
  }

  /** As SVG. */
  public static String svg(Schedule schedule) {
    return new Gantt(schedule).drawn();
  }

  private String drawn() {
    int bottom = TOP + rows().size() * (ROW + GAP);
    int height = bottom + 92;
    put(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d' ",
        WIDTH, height, WIDTH, height);
    put("font-family='DejaVu Sans, Helvetica, Arial, sans-serif' font-size='13' fill='#222'>");
    put("<rect width='%d' height='%d' fill='#ffffff'/>", WIDTH, height);
    patterns();
    title();
    axis(bottom);
    rows().forEach(this::row);
    legend(bottom + 58);
    put("</svg>");
    return svg.toString();
  }

  private List<Lane> rows() {
    return schedule.problem().profile().laneNames();
  }

  private void patterns() {
    put("<defs>");
    for (int task = 0; task < tasks().size(); task++) {
      put("<pattern id='hop%d' width='6' height='6' patternUnits='userSpaceOnUse' ", task);
      put("patternTransform='rotate(45)'><rect width='6' height='6' fill='#ffffff'/>");
      put("<rect width='3' height='6' fill='%s'/></pattern>", colour(task));
    }
    put("</defs>");
  }

  private List<Task> tasks() {
    return schedule.problem().tasks();
  }

  private static String colour(int task) {
    return COLOURS.get(task % COLOURS.size());
  }

  private void title() {
    String origin = Comparison.words(schedule.problem());
    String device = schedule.problem().profile().subject().device();
    text(LEFT, 26, "font-size='18' font-weight='bold'", schedule.policy() + " on " + device);
    text(LEFT, 46, "font-weight='bold' fill='#b00020'", origin);
    text(
        LEFT,
        65,
        "fill='#444'",
        String.format(
            Locale.ROOT,
            "%.1f frames/s, p50 %.3f ms, p99 %.3f ms, %d hand-overs a frame, %d underway. %s",
            schedule.metrics().framesPerSecond(),
            schedule.metrics().p50Ns() / 1e6,
            schedule.metrics().p99Ns() / 1e6,
            schedule.plan().transitions(),
            schedule.plan().depth(),
            shortCertificate()));
  }

  /** The first clause. */
  private String shortCertificate() {
    return ComparisonText.certificate(schedule).split(": ", 2)[0].replaceFirst("\\.$", "") + ".";
  }

  private void axis(int bottom) {
    double step = step();
    for (double ms = 0; ms <= (to - from) / 1e6 + 1e-9; ms += step) {
      double x = LEFT + ms * 1e6 / (to - from) * PLOT;
      put("<line x1='%.2f' x2='%.2f' y1='%d' y2='%d' stroke='#ccc'/>", x, x, TOP - 6, bottom);
      text(x, bottom + 16, "text-anchor='middle' fill='#444'", number(ms, step));
    }
    text(LEFT + PLOT / 2.0, bottom + 34, "text-anchor='middle' fill='#444'", "ms of a steady run");
  }

  private double step() {
    double rough = (to - from) / 1e6 / 10;
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(rough, 1e-6))));
    double lead = rough / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  private static String number(double ms, double step) {
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step)));
    return String.format(Locale.ROOT, "%." + digits + "f", ms);
  }

  private void row(Lane lane) {
    int y = TOP + rows().indexOf(lane) * (ROW + GAP);
    put(
        "<rect x='%d' y='%d' width='%d' height='%d' fill='#f1f1f1' stroke='#ddd'/>",
        LEFT, y, PLOT, ROW);
    text(LEFT - 12, y + 20, "text-anchor='end' font-weight='bold'", lane.name());
    LaneMetrics its = lanes.get(lane);
    if (its != null) {
      String idle = String.format(Locale.ROOT, "idle %.0f %%", 100 * (1 - its.busy()));
      text(LEFT - 12, y + 38, "text-anchor='end' font-size='11' fill='#666'", idle);
    }
    schedule.simulated().spans().stream()
        .filter(span -> span.lane() == lane && span.endNs() > from && span.startNs() < to)
        .forEach(span -> bar(span, y));
  }

  private void bar(Span span, int y) {
    double x = at(span.startNs());
    double width = Math.max(0.6, at(span.endNs()) - x);
    int task = tasks().stream().map(Task::name).toList().indexOf(span.task());
    boolean hop = span.activity() == Activity.TRANSITION;
    String fill = hop ? "url(#hop" + task + ")" : colour(task);
    put(
        "<rect x='%.2f' y='%d' width='%.2f' height='%d' fill='%s' stroke='%s' stroke-width='%s'>",
        x, y + 4, width, ROW - 8, fill, hop ? colour(task) : "#ffffff", hop ? "0.6" : "0.8");
    put("<title>%s</title></rect>", escaped(hover(span)));
    if (!hop && width > 9 * Long.toString(span.frame()).length() + 4) {
      double middle = x + width / 2;
      text(middle, y + 28, "text-anchor='middle' fill='#fff' font-size='12'", "" + span.frame());
    }
  }

  private static String hover(Span span) {
    return String.format(
        Locale.ROOT,
        "%s, frame %d, %s: %.3f ms",
        span.task(),
        span.frame(),
        span.activity() == Activity.TRANSITION ? "handing over" : "running",
        span.durationNs() / 1e6);
  }

  private double at(long ns) {
    return LEFT + PLOT * (Math.min(Math.max(ns, from), to) - from) / (double) (to - from);
  }

  private void legend(int y) {
    double x = LEFT;
    for (int task = 0; task < tasks().size(); task++) {
      x = key(x, y, colour(task), tasks().get(task).name());
    }
    x = key(x, y, "url(#hop0)", "hand-over");
    x = key(x, y, "#f1f1f1", "idle");
    text(x, y + 12, "fill='#444'", "numbers: frames");
  }

  private double key(double x, int y, String fill, String words) {
    put(
        "<rect x='%.1f' y='%d' width='22' height='14' fill='%s' stroke='#999' stroke-width='0.6'/>",
        x, y, fill);
    text(x + 28, y + 12, "", words);
    return x + 52 + 7.6 * words.length();
  }

  private void text(double x, double y, String attributes, String words) {
    put("<text x='%.1f' y='%.1f' %s>%s</text>", x, y, attributes, escaped(words));
  }

  private void put(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&apos;");
  }
}
