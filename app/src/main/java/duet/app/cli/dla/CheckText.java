package duet.app.cli.dla;

import duet.inference.dla.DlaReport;
import duet.inference.dla.Layer;
import duet.inference.dla.SubGraph;
import duet.inference.dla.rule.Cure;
import duet.inference.dla.rule.Hit;
import duet.inference.dla.rule.Precision;
import duet.inference.dla.rule.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A report for people: a table like a compiler's, then what it comes to. */
final class CheckText {
  private static final int LONGEST_NAME = 44;
  private static final int MOST_PIECES = 16;
  private static final int PERCENT = 100;
  private static final double MIB = 1 << 20;
  private static final double GIGA = 1e9;
  private final String model;
  private final DlaReport report;

  CheckText(String model, DlaReport report) {
    this.model = model;
    this.report = report;
  }

  /** All layers, or only those that fall back. */
  List<String> lines(boolean fallbacksOnly) {
    List<String> lines = new ArrayList<>();
    lines.add(model + " on " + report.target());
    lines.add("By the rules, not measured: only a build on the device is proof.");
    report.target().unusual().ifPresent(lines::add);
    lines.add("");
    if (report.target().withoutDla().isPresent()) {
      lines.add(report.target().withoutDla().get());
      lines.add("All " + report.fallbacks().size() + " layers run on the GPU.");
      return lines;
    }
    table(lines, fallbacksOnly);
    lines.add("");
    sum(lines);
    return lines;
  }

  private void table(List<String> lines, boolean fallbacksOnly) {
    List<Layer> shown =
        report.layers().stream()
            .filter(layer -> fallbacksOnly ? layer.fallsBack() : layer.onDla() || layer.fallsBack())
            .toList();
    if (shown.isEmpty()) {
      lines.add("No layer falls back.");
      return;
    }
    String format = format(shown);
    lines.add(row(format, "layer", "as TensorRT", "verdict", "cure", "reason or note"));
    for (Layer layer : shown) {
      lines.add(row(format, layer.name(), layer.kind(), where(layer), cure(layer), words(layer)));
    }
  }

  private static String format(List<Layer> shown) {
    int name = width(shown, Layer::name, "layer");
    int kind = width(shown, Layer::kind, "as TensorRT");
    int cure = width(shown, CheckText::cure, "cure");
    return "%-" + name + "s  %-" + kind + "s  %-7s  %-" + cure + "s  %s";
  }

  private static int width(List<Layer> layers, Function<Layer, String> column, String title) {
    int longest = layers.stream().map(column).mapToInt(String::length).max().orElse(1);
    return Math.min(LONGEST_NAME, Math.max(title.length(), longest));
  }

  private static String row(String format, Object... cells) {
    return String.format(Locale.ROOT, format, cells).stripTrailing();
  }

  private static String where(Layer layer) {
    return layer.onDla() ? "DLA #" + layer.subGraph().orElse(0) : "GPU";
  }

  private static String cure(Layer layer) {
    return layer.verdict() instanceof Verdict.FallsBack back
        ? back.cure().map(Cure::key).orElse("")
        : "";
  }

  private static String words(Layer layer) {
    if (layer.verdict() instanceof Verdict.FallsBack back) {
      return back.reason() + " [" + back.source() + "]";
    }
    return layer.verdict() instanceof Verdict.Fits fits ? String.join("; ", fits.notes()) : "";
  }

  private void sum(List<String> lines) {
    List<SubGraph> pieces = report.subGraphs();
    pieces.stream().limit(MOST_PIECES).forEach(piece -> lines.add(subGraph(piece)));
    if (pieces.size() > MOST_PIECES) {
      lines.add("... and " + (pieces.size() - MOST_PIECES) + " more DLA sub-graphs");
    }
    lines.add(loadables());
    lines.add(macs());
    halves(lines);
    report.limits().forEach(limit -> lines.add(limit(limit)));
    cures(lines);
    if (!report.unbuildable().isEmpty()) {
      lines.add(
          "TensorRT can build no engine of this file, for no device: see 'no such operator'.");
    }
    lines.add(
        report.fitsWhole()
            ? "Fits: the whole model runs on the DLA."
            : "Does not fit whole: " + why() + ".");
  }

  private String loadables() {
    String many = count(report.loadables(), "loadable") + " on one core";
    return report.instances() == 1 ? many : many + " for " + report.instances() + " instances";
  }

  private static String limit(Hit limit) {
    String kind = limit.refuses() ? "broken: " : "note: ";
    return kind + limit.words() + " [" + limit.source() + "]";
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String subGraph(SubGraph piece) {
    List<String> layers = piece.layers();
    String ends = layers.get(0) + (layers.size() > 1 ? " to " + layers.get(layers.size() - 1) : "");
    return String.format(
        Locale.ROOT,
        "DLA #%d: %s, %s, weights %.1f MiB, %.3f GMAC",
        piece.number(),
        count(layers.size(), "layer"),
        ends,
        piece.weightBytes() / MIB,
        piece.macs() / GIGA);
  }

  private String macs() {
    return String.format(
        Locale.ROOT,
        "%.1f %% of the multiply-accumulates on the DLA (%.3f of %.3f GMAC)",
        report.macs() == 0 ? 0 : PERCENT * (double) report.macsOnDla() / report.macs(),
        report.macsOnDla() / GIGA,
        report.macs() / GIGA);
  }

  /** In an INT8 engine, what has no INT8. */
  private void halves(List<String> lines) {
    if (report.target().precision() == Precision.INT8) {
      Map<String, Long> kinds =
          report.layers().stream()
              .filter(
                  layer ->
                      layer.verdict() instanceof Verdict.Fits fits
                          && fits.precision() == Precision.FP16)
              .collect(Collectors.groupingBy(Layer::operator, TreeMap::new, Collectors.counting()));
      String list =
          kinds.entrySet().stream()
              .map(kind -> kind.getValue() + " " + kind.getKey())
              .collect(Collectors.joining(", "));
      lines.add(
          list.isEmpty()
              ? "All of it in INT8."
              : "In FP16 inside the INT8 engine, with a change of precision before and after: "
                  + list);
    }
  }

  private void cures(List<String> lines) {
    Set<Cure> cures = new LinkedHashSet<>();
    for (Layer layer : report.fallbacks()) {
      if (layer.verdict() instanceof Verdict.FallsBack back) {
        back.cure().ifPresent(cures::add);
      }
    }
    report.limits().stream().flatMap(limit -> limit.cure().stream()).forEach(cures::add);
    for (Cure cure : cures) {
      lines.add("cure " + cure.key() + " (" + kind(cure) + "): " + cure.words());
    }
  }

  private static String kind(Cure cure) {
    return switch (cure.kind()) {
      case EXACT -> "exact";
      case HAND -> "exact, by hand";
      case CHANGES -> "changes the function";
      case FILE -> "another file";
      case ACCEPT -> "no change";
    };
  }

  private String why() {
    int refused = report.fallbacks().size();
    String layers =
        count(refused, "layer") + (refused == 1 ? " falls" : " fall") + " back to the GPU";
    int broken = (int) report.limits().stream().filter(Hit::refuses).count();
    return broken == 0 ? layers : layers + ", " + count(broken, "broken limit") + " of the whole";
  }
}
