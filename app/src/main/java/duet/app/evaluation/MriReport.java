package duet.app.evaluation;

import duet.models.evaluation.Bootstrap;
import duet.models.evaluation.Estimate;
import duet.models.evaluation.image.ErrorMap;
import duet.models.evaluation.image.Metric;
import duet.models.evaluation.image.NullModel;
import duet.models.evaluation.image.Region;
import duet.models.evaluation.image.Score;
import duet.models.evaluation.image.ScoreTable;
import duet.models.evaluation.image.SliceScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How near synthetic MRI is to acquired MRI, as a table and as JSON. */
public final class MriReport {
  private final Subject subject;
  private final String split;
  private final MriRun run;
  private final List<NullModel> nulls;

  /**
   * Reports on a run.
   *
   * @param split which pairs were taken, as the user said it
   * @param nulls what the null models of the run are
   */
  public MriReport(Subject subject, String split, MriRun run, List<NullModel> nulls) {
    this.subject = subject;
    this.split = split;
    this.run = run;
    this.nulls = List.copyOf(nulls);
  }

  /** Lines for the console. */
  public List<String> table() {
    ScoreTable model = run.model();
    List<String> lines = new ArrayList<>();
    lines.add(subject.title());
    lines.add(
        String.format(
            "%s of %s (%s), 256x256, 8 bit. SSIM: %s.",
            Figures.count(model.slices().size(), "slice"),
            Figures.count(model.byCase().size(), "case"),
            split,
            Score.WINDOW));
    lines.add(
        "Means over slices; " + Figures.basis(model.overSlices(Region.WHOLE, Metric.PSNR)) + ".");
    for (Region region : Region.values()) {
      lines.add("");
      lines.add(
          String.format(
              Locale.ROOT,
              "%-18s %-22s %-26s %-28s %s",
              region == Region.WHOLE ? "WHOLE IMAGE" : "INSIDE THE HEAD",
              "PSNR dB",
              "SSIM",
              "MSE",
              "sharpness"));
      lines.add(line("this model", model, region));
      run.nulls().forEach(table -> lines.add(line(table.model(), table, region)));
    }
    lines.add("");
    lines.addAll(perCase());
    lines.add("");
    lines.addAll(whereItErrs());
    return lines;
  }

  private List<String> whereItErrs() {
    List<String> lines = new ArrayList<>();
    String layout = "%-12s %16s %16s %16s";
    lines.add("SQUARED ERROR BY WHAT THE CT SHOWS (share of the pixels)");
    lines.add(String.format(layout, "", "black: air, fat", "soft tissue", "white: bone"));
    run.errors().forEach((caseId, errors) -> lines.add(errorLine(layout, caseId, errors)));
    if (run.errors().size() > 1) {
      lines.add(errorLine(layout, "all", run.error()));
    }
    return lines;
  }

  private static String errorLine(String layout, String name, ErrorMap errors) {
    return String.format(
        layout,
        name,
        share(errors, errors.black()),
        share(errors, errors.grey()),
        share(errors, errors.white()));
  }

  private static String share(ErrorMap errors, ErrorMap.Part part) {
    return String.format(
        Locale.ROOT, "%.0f %% (%.0f %%)", 100 * errors.errorIn(part), 100 * errors.areaOf(part));
  }

  private static Map<String, Object> tree(ErrorMap errors) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("ctBlack", shares(errors, errors.black()));
    tree.put("ctGrey", shares(errors, errors.grey()));
    tree.put("ctWhite", shares(errors, errors.white()));
    return tree;
  }

  private static Map<String, Object> shares(ErrorMap errors, ErrorMap.Part part) {
    var shares = new LinkedHashMap<String, Object>();
    Figures.put(shares, "ofSquaredError", errors.errorIn(part));
    Figures.put(shares, "ofPixels", errors.areaOf(part));
    return shares;
  }

  private static String line(String name, ScoreTable table, Region region) {
    return String.format(
            Locale.ROOT,
            "%-18s %-22s %-26s %-28s %s",
            name,
            text(table, region, Metric.PSNR),
            text(table, region, Metric.SSIM),
            text(table, region, Metric.MSE),
            text(table, region, Metric.SHARPNESS))
        .stripTrailing();
  }

  private static String text(ScoreTable table, Region region, Metric metric) {
    return Figures.text(table.overSlices(region, metric), metric.decimals());
  }

  private List<String> perCase() {
    List<String> lines = new ArrayList<>();
    String layout = "%-12s %6s   %8s %8s %9s   %8s %8s %9s";
    lines.add(
        String.format(
            layout, "CASE", "slices", "PSNR dB", "SSIM", "MSE", "in head", "SSIM", "MSE"));
    run.model()
        .byCase()
        .forEach(
            (caseId, table) ->
                lines.add(
                    String.format(
                        layout,
                        caseId,
                        table.slices().size(),
                        mean(table, Region.WHOLE, Metric.PSNR),
                        mean(table, Region.WHOLE, Metric.SSIM),
                        mean(table, Region.WHOLE, Metric.MSE),
                        mean(table, Region.HEAD, Metric.PSNR),
                        mean(table, Region.HEAD, Metric.SSIM),
                        mean(table, Region.HEAD, Metric.MSE))));
    lines.add(
        "Mean over cases: PSNR "
            + overCases(Metric.PSNR)
            + " dB, SSIM "
            + overCases(Metric.SSIM)
            + ", MSE "
            + overCases(Metric.MSE)
            + ".");
    return lines;
  }

  private String overCases(Metric metric) {
    return Figures.number(run.model().overCases(Region.WHOLE, metric), metric.decimals());
  }

  private static String mean(ScoreTable table, Region region, Metric metric) {
    return Figures.number(table.mean(region, metric), metric.decimals());
  }

  /** The whole as JSON. */
  public Map<String, Object> tree() {
    ScoreTable model = run.model();
    Map<String, Object> tree = subject.tree("mri");
    tree.put(
        "data",
        Map.of(
            "split",
            split,
            "slices",
            model.slices().size(),
            "cases",
            List.copyOf(model.byCase().keySet())));
    tree.put("method", method());
    regions(tree, model);
    tree.put("beatsEveryNullModel", beats());
    tree.put("squaredErrorByCt", tree(run.error()));
    tree.put("perCase", cases());
    List<Object> others = new ArrayList<>();
    for (int i = 0; i < nulls.size(); i++) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("name", nulls.get(i).name());
      entry.put("method", nulls.get(i).method());
      regions(entry, run.nulls().get(i));
      others.add(entry);
    }
    tree.put("nullModels", others);
    tree.put("perSlice", model.slices().stream().map(MriReport::slice).toList());
    return tree;
  }

  private static Map<String, Object> method() {
    var method = new LinkedHashMap<String, Object>();
    method.put("psnr", "10 log10(255^2 / MSE), at most " + (int) Score.BEST_PSNR);
    method.put("ssimWindow", Score.WINDOW);
    method.put("sharpness", "mean gradient of the synthetic MRI over that of the MRI");
    method.put("headMask", "largest piece of the CT at 10 % of white and above, holes filled");
    method.put("value", "mean over slices");
    method.put("interval", "95 %, percentile bootstrap, " + Bootstrap.RESAMPLES + " resamples");
    return method;
  }

  private static void regions(Map<String, Object> tree, ScoreTable table) {
    for (Region region : Region.values()) {
      var metrics = new LinkedHashMap<String, Object>();
      for (Metric metric : Metric.values()) {
        Estimate estimate = table.overSlices(region, metric);
        Map<String, Object> entry = Figures.tree(estimate);
        Figures.put(entry, "meanOverCases", table.overCases(region, metric));
        metrics.put(metric.key(), entry);
      }
      tree.put(region.key(), metrics);
    }
  }

  private Map<String, Object> beats() {
    var beats = new LinkedHashMap<String, Object>();
    for (Metric metric : List.of(Metric.PSNR, Metric.SSIM, Metric.MSE)) {
      double own = run.model().mean(Region.WHOLE, metric);
      beats.put(
          metric.key(),
          run.nulls().stream()
              .mapToDouble(table -> table.mean(Region.WHOLE, metric))
              .allMatch(other -> metric == Metric.MSE ? own < other : own > other));
    }
    return beats;
  }

  private List<Object> cases() {
    List<Object> cases = new ArrayList<>();
    run.model()
        .byCase()
        .forEach(
            (caseId, table) -> {
              var entry = new LinkedHashMap<String, Object>();
              entry.put("case", caseId);
              entry.put("slices", table.slices().size());
              entry.put("squaredErrorByCt", tree(run.errors().getOrDefault(caseId, ErrorMap.NONE)));
              for (Region region : Region.values()) {
                var means = new LinkedHashMap<String, Object>();
                for (Metric metric : Metric.values()) {
                  Figures.put(means, metric.key(), table.mean(region, metric));
                }
                entry.put(region.key(), means);
              }
              cases.add(entry);
            });
    return cases;
  }

  private static Map<String, Object> slice(SliceScore slice) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("name", slice.name());
    entry.put("case", slice.caseId());
    entry.put("slice", slice.slice());
    for (Region region : Region.values()) {
      var values = new LinkedHashMap<String, Object>();
      for (Metric metric : Metric.values()) {
        Figures.put(values, metric.key(), metric.of(slice.in(region)));
      }
      entry.put(region.key(), values);
    }
    return entry;
  }
}
