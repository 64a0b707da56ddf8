package duet.app.reproduce;

import duet.app.reproduce.experiment.Acceptance;
import duet.app.reproduce.experiment.Acceptance.Item;
import duet.app.reproduce.experiment.CutSearch;
import duet.app.reproduce.experiment.Fit;
import duet.app.reproduce.experiment.Pair;
import duet.app.reproduce.experiment.PaperRow;
import duet.app.reproduce.experiment.Predictions;
import duet.app.reproduce.experiment.Scenario;
import duet.inference.device.Origin;
import duet.models.build.Pix2Pix.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The study as a page: what was assumed, fitted, predicted, hit and missed. */
final class PaperReport {
  private final PaperStudy study;
  private final Page page = new Page();

  PaperReport(PaperStudy study) {
    this.study = study;
  }

  /** The acceptance table alone, for the console. */
  static List<String> acceptance(PaperStudy study) {
    List<String> lines = new ArrayList<>();
    for (Scenario size : study.sizes()) {
      lines.add("with " + size.name() + " at 640:");
      size.acceptance().items().forEach(item -> lines.add("  " + words(item)));
    }
    return lines;
  }

  private static String words(Item item) {
    return String.format(Locale.ROOT, "%-4s  %s: %s", item.verdict(), item.demand(), item.found());
  }

  String markdown() {
    opening();
    assumptions();
    fit();
    acceptance();
    pairs();
    nulls();
    cuts();
    figures();
    diagrams();
    readings();
    new Explanation(study).lines().forEach(page::line);
    return page.text();
  }

  private void opening() {
    page.line("# The paper, reproduced on a simulated Jetson").line("");
    page.line(
        "Written by `duet reproduce`; edit nothing here. Every number under *predicted* is of a **"
            + Origin.SIMULATED_JETSON.words()
            + "**; every number under *paper* was measured by the authors of");
    page.line(
        "arXiv 2510.01730. Two numbers are fitted, on one line of one table; all else follows from our"
            + " own ONNX graphs, the table of constants and the simulation of lanes.");
    page.line(
        "What was demanded was written down before the first run. The result: of four demands "
            + study.main().acceptance().passed()
            + " pass.");
  }

  private void assumptions() {
    page.heading("What the paper does not say, and what is assumed");
    page.head("open", "assumed", "why");
    page.row("module, power mode", "AGX Orin 64GB, MAXN", "the paper's GPU has 16 SM");
    page.row("precision", "FP16", "the paper slices on the DLA, which takes FP16 only");
    page.row("TensorRT", "rules of 10.3", "JetPack 6");
    page.row("YOLOv8", "n, s and m at 640, 80 classes", "all three are shown");
    page.row("networks", "width 64, 256 x 256", "the parameters of Table II, exactly");
    page.row("DLA cores", "one", "its cuts name one");
    page.row("GPU (FPS), DLA (FPS)", "the model that ends on the GPU, or on the DLA", "");
    page.row("Tables III and IV", "one generator DLA then GPU, one GPU then DLA", "its text");
    page.row(
        "Tables V and VI",
        "the detector on the GPU; the generator on DLA, GPU, DLA",
        "its text; no cut of the detector is given");
    page.row(
        "layers that cuts count", "nodes of our ONNX files", "nearest cut that breaks no kernel");
    page.row("frames underway", "one for each model", "HaX-CoNN's formulation");
    page.row(
        "a model's turn on an engine", "not interrupted", "the simulation has one server a lane");
    page.row("standalone", "no time on the host", "trtexec has no pipeline");
  }

  private void fit() {
    Fit fit = study.main().fit();
    page.heading("What was fitted");
    page.line(
        "Two numbers, on the line *two generators, cropping* (161.84 and 147.66): what one DLA core"
            + " reaches in FP16, and how long DeepStream keeps a frame on the host.");
    page.line(
        "That line cannot tell them apart: the two models go in step, and along a whole ridge the error"
            + " is the same. Of equally good fits the one nearest to the published floor of "
            + Page.two(PaperStudy.PRIOR)
            + " TFLOPS");
    page.line(
        "was taken, as was decided when the ridge was seen: **"
            + Page.two(fit.first())
            + " TFLOPS and "
            + Page.two(fit.hostMs())
            + " ms**, error "
            + Page.percent(fit.error())
            + ".");
    page.line("");
    page.head(
        "DLA core, TFLOPS",
        "host, ms",
        "error on the line",
        "86.94",
        "gap ranks",
        "MAPE of 10",
        "pass");
    study.ridge().forEach(this::ridge);
  }

  private void ridge(Scenario point) {
    page.row(
        Page.two(point.fit().first()),
        Page.two(point.fit().hostMs()),
        Page.percent(point.fit().error()),
        Page.one(point.predictions().pairs().get(0).dla()),
        Page.two(point.acceptance().rankCorrelation()),
        Page.percent(point.acceptance().heldOutMape(point.predictions().pairs())),
        point.acceptance().passed() + " of 4");
  }

  private void acceptance() {
    page.heading("Acceptance, as demanded before the run");
    page.head("demand", "YOLOv8n", "YOLOv8s", "YOLOv8m", "with n");
    List<List<Item>> items = study.sizes().stream().map(size -> size.acceptance().items()).toList();
    for (int i = 0; i < items.get(0).size(); i++) {
      Item first = items.get(0).get(i);
      page.row(
          first.demand(),
          first.found(),
          items.get(1).get(i).found(),
          items.get(2).get(i).found(),
          "**" + first.verdict() + "**");
    }
  }

  private void pairs() {
    page.heading("Tables IV and VI: frames a second");
    page.head("models", "variant", "", "paper", "n", "error", "s", "m");
    for (int i = 0; i < study.rows().size(); i++) {
      PaperRow row = study.rows().get(i);
      String fitted = row.isFitted() ? " (fitted)" : "";
      line(row, "GPU" + fitted, row.measured().gpu(), rates(i, true));
      line(row, "DLA" + fitted, row.measured().dla(), rates(i, false));
    }
  }

  private List<Double> rates(int row, boolean gpu) {
    return study.sizes().stream()
        .map(size -> size.predictions().pairs().get(row))
        .map(pair -> gpu ? pair.gpu() : pair.dla())
        .toList();
  }

  private void line(PaperRow row, String lane, double paper, List<Double> predicted) {
    page.row(
        words(row.experiment()),
        words(row.variant()),
        lane,
        Page.two(paper),
        Page.one(predicted.get(0)),
        Page.error(predicted.get(0) / paper - 1),
        Page.one(predicted.get(1)),
        Page.one(predicted.get(2)));
  }

  static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void nulls() {
    page.heading("Beside models that know nothing");
    page.line(
        "The constant is the one that is best on the ten numbers, and has seen them. *GPU only* has the"
            + " same time on the host. *Uniform layers* gives each layer one time, on either engine,");
    page.line("with that time and the host's fitted on the same line.").line("");
    page.head("model", "MAPE of the 10 not fitted", "86.94", "gap ranks");
    List<Pair> own = study.main().predictions().pairs();
    nullRow("**simulation, YOLOv8n**", own);
    study.nulls().forEach(this::nullRow);
  }

  private void nullRow(String name, List<Pair> pairs) {
    Acceptance acceptance = new Acceptance(study.rows(), pairs);
    page.row(
        name,
        Page.percent(acceptance.heldOutMape(pairs)),
        Page.one(pairs.get(0).dla()),
        Page.two(acceptance.rankCorrelation()));
  }

  private void cuts() {
    page.heading("Tables III and V: where to cut");
    page.line(
        "Counted in nodes of our own ONNX files: 53 of the original, 61 of each variant. *Simulated at* is"
            + " the cut nearest to the paper's that breaks no kernel; *by its rule* is where both engines");
    page.line("would be busy equally long, all pairs of cuts tried.").line("");
    page.head("models", "variant", "cut", "paper", "simulated at", "by its rule", "off");
    for (int i = 0; i < study.rows().size(); i++) {
      PaperRow row = study.rows().get(i);
      int experiment = row.experiment() == PaperRow.Experiment.TWO_GANS ? 0 : 1;
      CutSearch.Cuts best = study.cuts().getOrDefault(row.variant(), List.of()).get(experiment);
      CutSearch.Cuts at = study.places().get(i);
      cut(row, "DLA to GPU", List.of(row.toGpu(), at.toGpu(), best.toGpu()));
      cut(row, "GPU to DLA", List.of(row.toDla(), at.toDla(), best.toDla()));
    }
  }

  private void cut(PaperRow row, String which, List<Integer> nodes) {
    page.row(
        words(row.experiment()),
        words(row.variant()),
        which,
        nodes.get(0),
        nodes.get(1),
        nodes.get(2),
        String.format(Locale.ROOT, "%+d", nodes.get(2) - nodes.get(0)));
  }

  private void figures() {
    page.heading("Figures 8 to 12: alone, and the naive schedule");
    page.line("The figures give no numbers; the text gives these.").line("");
    page.head("", "paper", "original", "cropping", "convolution", "");
    Map<Variant, Predictions.Alone> alone = study.main().predictions().alone();
    row(
        "alone on the DLA, frames a second",
        "original fastest",
        Claims.values(alone, Predictions.Alone::rate),
        Claims.originalFastest(alone));
    row(
        "share of the GPU's time",
        "about 20 % (10 to 30 taken for it), 0, 0",
        Claims.shares(alone),
        Claims.fallbackGone(alone));
    for (Scenario size : study.sizes()) {
      Map<Variant, Pair> naive = size.predictions().naive();
      row(
          size.name() + " on the GPU beside it",
          "+9 to +18 %",
          Claims.values(naive, Pair::gpu),
          Claims.gain(naive));
    }
    Map<Variant, Pair> naive = study.main().predictions().naive();
    row(
        "the generator on the DLA meanwhile",
        "original fastest",
        Claims.values(naive, Pair::dla),
        Claims.originalFastestBeside(naive));
  }

  private void row(String what, String paper, List<String> values, String verdict) {
    page.row(what, paper, values.get(0), values.get(1), values.get(2), verdict);
  }

  private void diagrams() {
    page.heading("Figures 13 and 14: what ran when");
    page.line("![Two generators](../images/" + PaperStudy.TWO_GANS + ")").line("");
    page.line("![Generator and detector](../images/" + PaperStudy.GAN_YOLO + ")");
  }

  private void readings() {
    page.heading("What else it could mean");
    page.line(
        "The same experiments under other readings; what is fitted is said. A reading that was looked for"
            + " after the fact proves nothing.");
    page.line("");
    page.head(
        "reading", "DLA core", "host, ms", "fitted line", "cropping alone", "MAPE of 10", "pass");
    for (Scenario reading : study.readings()) {
      page.row(
          reading.name(),
          Page.two(reading.fit().first()),
          Page.two(reading.fit().hostMs()),
          Page.percent(reading.fit().error()),
          Page.one(Claims.rate(reading.predictions().alone(), Variant.CROPPING)),
          Page.percent(reading.acceptance().heldOutMape(reading.predictions().pairs())),
          reading.acceptance().passed() + " of 4");
    }
  }
}
