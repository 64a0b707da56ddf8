package duet.app.evaluation;

import duet.models.evaluation.Bootstrap;
import duet.models.evaluation.Estimate;
import duet.models.evaluation.boxes.DetectionScores;
import duet.models.evaluation.boxes.JudgedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well boxes are found, as a table and as JSON. */
public final class BoxReport {
  /** The specificity for which a threshold is sought. */
  private static final double WANTED_SPECIFICITY = 0.85;

  private final Subject subject;
  private final String split;
  private final List<JudgedImage> images;
  private final List<String> classes;
  private final double threshold;
  private final double sought;
  private final DetectionScores scores;

  /**
   * Judges the images.
   *
   * @param split which images were taken, as the user said it
   * @param classes names, by class index
   * @param threshold from which an image is called positive
   */
  public BoxReport(
      Subject subject,
      String split,
      List<JudgedImage> images,
      List<String> classes,
      double threshold) {
    this.subject = subject;
    this.split = split;
    this.images = List.copyOf(images);
    this.classes = List.copyOf(classes);
    this.threshold = threshold;
    scores = new DetectionScores(images, classes.size());
    sought = scores.thresholdFor(WANTED_SPECIFICITY);
  }

  /** Lines for the console. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(subject.title());
    lines.add(
        String.format(
            "%d images of %s (%s): %d with a finding, %d without.",
            images.size(),
            Figures.count(images.stream().map(JudgedImage::patient).distinct().count(), "patient"),
            split,
            positives(),
            images.size() - positives()));
    Estimate map50 = scores.map50();
    lines.add(Figures.basis(map50).replace("cases", "patients").replace("case", "patient") + ".");
    lines.add("");
    lines.add(line("mAP50", map50));
    lines.add(line("mAP50-95", scores.map50to95()));
    for (int c = 0; classes.size() > 1 && c < classes.size(); c++) {
      lines.add(
          line("  AP50 " + classes.get(c), scores.ap50(c)) + "  of " + scores.marked(c) + " boxes");
    }
    lines.add("");
    lines.add(line("area under ROC of images", scores.areaUnderCurve()));
    lines.addAll(atThreshold("the card's or given", threshold));
    lines.addAll(
        atThreshold("chosen on these images for specificity " + WANTED_SPECIFICITY, sought));
    lines.add("");
    lines.add("Share of boxes found (IoU 0.5, any type) at so many false boxes an image:");
    for (double rate : DetectionScores.FROC_RATES) {
      lines.add(line(String.format(Locale.ROOT, "  %.3f", rate), scores.froc(rate)));
    }
    return lines;
  }

  private List<String> atThreshold(String which, double at) {
    return List.of(
        String.format(Locale.ROOT, "Images at threshold %.3f (%s):", at, which),
        line("  sensitivity", scores.sensitivity(at)),
        line("  specificity", scores.specificity(at)));
  }

  private static String line(String name, Estimate estimate) {
    return String.format("%-28s %s", name, Figures.text(estimate, 3));
  }

  private long positives() {
    return images.stream().filter(JudgedImage::isPositive).count();
  }

  /** The whole as JSON. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = subject.tree("detect");
    var data = new LinkedHashMap<String, Object>();
    data.put("split", split);
    data.put("images", images.size());
    data.put("positiveImages", positives());
    data.put("patients", images.stream().map(JudgedImage::patient).distinct().toList());
    data.put("classes", classes);
    tree.put("data", data);
    tree.put("method", method());
    tree.put("map50", Figures.tree(scores.map50()));
    tree.put("map50to95", Figures.tree(scores.map50to95()));
    List<Object> perClass = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("class", classes.get(c));
      entry.put("boxes", scores.marked(c));
      entry.put("ap50", Figures.tree(scores.ap50(c)));
      perClass.add(entry);
    }
    tree.put("perClass", perClass);
    tree.put("imageAreaUnderRoc", Figures.tree(scores.areaUnderCurve()));
    tree.put("atThreshold", operatingPoint(threshold));
    Map<String, Object> chosen = operatingPoint(sought);
    chosen.put("chosenOnTheseImagesForSpecificity", WANTED_SPECIFICITY);
    tree.put("atChosenThreshold", chosen);
    tree.put("froc", froc());
    tree.put("perImage", images.stream().map(BoxReport::image).toList());
    return tree;
  }

  private static Map<String, Object> method() {
    var method = new LinkedHashMap<String, Object>();
    method.put("averagePrecision", "COCO: greedy by score, 101 recalls, IoU 0.5 or 0.50:0.05:0.95");
    method.put("image", "positive where the strongest box has at least the threshold");
    method.put("froc", "IoU 0.5, any type");
    method.put("interval", "95 %, percentile bootstrap, " + Bootstrap.RESAMPLES + " resamples");
    return method;
  }

  private Map<String, Object> operatingPoint(double at) {
    var point = new LinkedHashMap<String, Object>();
    Figures.put(point, "threshold", at);
    point.put("sensitivity", Figures.tree(scores.sensitivity(at)));
    point.put("specificity", Figures.tree(scores.specificity(at)));
    return point;
  }

  private List<Object> froc() {
    List<Object> froc = new ArrayList<>();
    for (double rate : DetectionScores.FROC_RATES) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("falseBoxesPerImage", rate);
      entry.put("sensitivity", Figures.tree(scores.froc(rate)));
      froc.add(entry);
    }
    return froc;
  }

  private static Map<String, Object> image(JudgedImage image) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("name", image.name());
    entry.put("group", image.patient());
    entry.put("boxes", image.marked().size());
    Figures.put(entry, "score", image.score());
    return entry;
  }
}
