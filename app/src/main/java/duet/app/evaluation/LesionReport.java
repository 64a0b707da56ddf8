package duet.app.evaluation;

import duet.models.evaluation.Bootstrap;
import duet.models.evaluation.Estimate;
import duet.models.evaluation.lesion.Cell;
import duet.models.evaluation.lesion.LesionGrid;
import duet.models.evaluation.lesion.LesionKind;
import duet.models.evaluation.lesion.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What is left of inserted lesions, as tables and as JSON. */
public final class LesionReport {
  private final Subject subject;
  private final String split;
  private final LesionGrid grid;
  private final List<Trace> traces;
  private final List<Cell> cells;

  /**
   * Reports on a run.
   *
   * @param split which pairs were taken, as the user said it
   * @param grid with {@link LesionGrid#HEADLINE} in it
   * @param traces at least one of the headline
   */
  public LesionReport(Subject subject, String split, LesionGrid grid, List<Trace> traces) {
    this.subject = subject;
    this.split = split;
    this.grid = grid;
    this.traces = List.copyOf(traces);
    cells = grid.cells(traces);
  }

  /** Lines for the console. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(subject.title());
    lines.add(
        String.format(
            "%d inserted lesions in %s of %s (%s).",
            traces.size(),
            Figures.count(traces.stream().map(Trace::name).distinct().count(), "slice"),
            Figures.count(traces.stream().map(Trace::caseId).distinct().count(), "case"),
            split));
    lines.add(Figures.basis(headline().kept()) + ".");
    lines.add("");
    lines.addAll(
        grid(
            "Share of the CT contrast that is left in the synthetic MRI, %",
            15, LesionReport::percent));
    lines.addAll(
        values(
            "The same with signs (below 0: bright became dark, dark bright), %",
            Cell::keptSigned, 100));
    lines.addAll(values("Contrast to noise in the CT", Cell::ctContrastToNoise, 1));
    lines.addAll(values("Contrast to noise in the synthetic MRI", Cell::mriContrastToNoise, 1));
    lines.addAll(
        values("Lesions with a contrast to noise of 1 and more there, %", Cell::visible, 100));
    lines.add(sentence());
    return lines;
  }

  /** The figure that stands for the model. */
  public String sentence() {
    Estimate kept = headline().kept();
    return String.format(
        Locale.ROOT,
        "Of a 16 px bleed of +30 HU, %.0f %% of the CT contrast remains [%.0f, %.0f].",
        100 * kept.value(),
        100 * kept.low(),
        100 * kept.high());
  }

  private Cell headline() {
    return cells.stream()
        .filter(cell -> cell.kind().equals(LesionGrid.HEADLINE))
        .findFirst()
        .orElseThrow();
  }

  private List<String> values(String title, Function<Cell, Estimate> figure, double scale) {
    int decimals = scale == 1 ? 1 : 0;
    return grid(title, 8, cell -> Figures.number(figure.apply(cell).value() * scale, decimals));
  }

  private List<String> grid(String title, int width, Function<Cell, String> text) {
    List<String> lines = new ArrayList<>();
    String column = "%" + width + "s";
    StringBuilder head = new StringBuilder("px    ");
    for (double hu : grid.contrastsHu()) {
      head.append(String.format(column, String.format(Locale.ROOT, "%+.0f HU", hu)));
    }
    lines.add(title);
    lines.add(head.toString());
    for (double diameter : grid.diametersPx()) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-6.0f", diameter));
      for (Cell cell : cells) {
        if (cell.kind().diameterPx() == diameter) {
          line.append(String.format(column, text.apply(cell)));
        }
      }
      lines.add(line.toString());
    }
    lines.add("");
    return lines;
  }

  private static String percent(Cell cell) {
    return Figures.text(scaled(cell.kept(), 100), 0);
  }

  private static Estimate scaled(Estimate e, double by) {
    return new Estimate(e.value() * by, e.low() * by, e.high() * by, e.basis(), e.units());
  }

  /** The whole as JSON. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = subject.tree("lesions");
    var data = new LinkedHashMap<String, Object>();
    data.put("split", split);
    data.put("slices", traces.stream().map(Trace::name).distinct().count());
    data.put("cases", traces.stream().map(Trace::caseId).distinct().toList());
    data.put("lesions", traces.size());
    tree.put("data", data);
    tree.put("method", method());
    Map<String, Object> headline = cell(headline());
    headline.put("sentence", sentence());
    tree.put("headline", headline);
    tree.put("forTheCard", forTheCard());
    tree.put("cells", cells.stream().map(LesionReport::cell).toList());
    return tree;
  }

  /** The headline as the section lesionContrast of a model card takes it. */
  private Map<String, Object> forTheCard() {
    Cell cell = headline();
    Estimate kept = cell.keptSigned();
    var entry = new LinkedHashMap<String, Object>();
    entry.put("lesion", "bleed, 16 px, +30 HU-equivalents");
    Figures.put(entry, "kept", kept.value());
    Figures.put(entry, "low", kept.low());
    Figures.put(entry, "high", kept.high());
    entry.put("data", "inserted into CT, split " + split);
    entry.put("cases", cell.traces().size());
    return entry;
  }

  private static Map<String, Object> method() {
    var method = new LinkedHashMap<String, Object>();
    method.put("levelsPerHu", LesionKind.LEVELS_A_HU);
    method.put("contrastKept", "sum of |mean change in the core of the synthetic MRI| / of the CT");
    method.put("contrastToNoise", "|mean change in the core| / standard deviation of the ring");
    method.put("interval", "95 %, percentile bootstrap, " + Bootstrap.RESAMPLES + " resamples");
    return method;
  }

  private static Map<String, Object> cell(Cell cell) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("diameterPx", cell.kind().diameterPx());
    tree.put("contrastHu", cell.kind().contrastHu());
    tree.put("lesions", cell.traces().size());
    tree.put("contrastKept", Figures.tree(cell.kept()));
    tree.put("contrastKeptSigned", Figures.tree(cell.keptSigned()));
    tree.put("ctContrastToNoise", Figures.tree(cell.ctContrastToNoise()));
    tree.put("mriContrastToNoise", Figures.tree(cell.mriContrastToNoise()));
    tree.put("visibleShare", Figures.tree(cell.visible()));
    tree.put("changeElsewhereLevels", Figures.tree(cell.elsewhere()));
    return tree;
  }
}
