package duet.app.reproduce;

import duet.app.reproduce.experiment.Bench;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What ran where and when, as a picture: two rows for each run, the GPU and the DLA. */
final class Diagram {
  private static final double WINDOW_NS = 30e6;
  private static final int LEFT = 170;
  private static final int WIDTH = 900;
  private static final int ROW = 26;
  private static final String[] COLOURS = {"#2f6f8f", "#b5622e"};
  private static final String HANDOVER = "#9a9a9a";

  private final Map<String, List<Span>> runs = new LinkedHashMap<>();
  private final String title;

  Diagram(String title) {
    this.title = title;
  }

  /** A run; its second half is shown. */
  Diagram add(String name, Bench.Outcome outcome) {
    long from = outcome.simulated().endNs() / 2;
    List<Span> shown = new ArrayList<>();
    for (Span span : outcome.simulated().spans()) {
      if (span.endNs() > from && span.startNs() < from + WINDOW_NS) {
        long start = Math.max(0, span.startNs() - from);
        long end = Math.min(span.endNs() - from, (long) WINDOW_NS);
        shown.add(new Span(span.task(), span.activity(), span.lane(), span.frame(), start, end));
      }
    }
    runs.put(name, shown);
    return this;
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    int height = 70 + runs.size() * (2 * ROW + 14);
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
            .formatted(LEFT + WIDTH + 20, height));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    text(svg, 10, 20, title + " (" + Origin.SIMULATED_JETSON.words() + ")");
    int y = 34;
    for (Map.Entry<String, List<Span>> run : runs.entrySet()) {
      text(svg, 10, y + 17, run.getKey());
      lane(svg, Lane.GPU, run.getValue(), y);
      lane(svg, Lane.DLA0, run.getValue(), y + ROW);
      y += 2 * ROW + 14;
    }
    axis(svg, y);
    return svg.append("</svg>\n").toString();
  }

  private static void lane(StringBuilder svg, Lane lane, List<Span> spans, int y) {
    text(svg, LEFT - 46, y + 17, lane.name());
    box(svg, LEFT, y + 2, WIDTH, "#f0f0f0");
    for (Span span : spans) {
      if (span.lane() == lane) {
        double x = LEFT + span.startNs() / WINDOW_NS * WIDTH;
        double width = Math.max(0.4, span.durationNs() / WINDOW_NS * WIDTH);
        box(svg, x, y + 2, width, colour(span));
      }
    }
  }

  private static String colour(Span span) {
    if (span.activity() == Activity.TRANSITION) {
      return HANDOVER;
    }
    return COLOURS[span.task().startsWith("1") ? 0 : 1];
  }

  private static void box(StringBuilder svg, double x, int y, double width, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
            x,
            y,
            width,
            ROW - 6,
            colour));
  }

  private static void text(StringBuilder svg, double x, int y, String words) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>\n", x, y, words));
  }

  private static void axis(StringBuilder svg, int y) {
    for (int ms = 0; ms <= 30; ms += 5) {
      text(svg, LEFT + ms * 1e6 / WINDOW_NS * WIDTH - 4, y + 12, String.valueOf(ms));
    }
    text(svg, 10, y + 12, "ms; first model blue,");
    text(svg, 10, y + 26, "second brown, handing over grey");
  }
}
