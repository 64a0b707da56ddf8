package duet.app.shelf;

import duet.models.card.Evidence;
import duet.models.card.ImageInput;
import duet.models.card.ImageOutput;
import duet.models.card.InstalledModel;
import duet.models.card.Making;
import duet.models.card.ModelCard;
import duet.models.card.ModelFile;
import duet.models.card.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The card of a model in words for people, in the order in which they should read it: what for, how
 * good, made of what, and last how it is called.
 */
public final class CardText {
  /** What stands where nothing was measured. */
  static final String NO_EVIDENCE =
      "Nothing is known of how good it is. Judge it on data of your own first.";

  private CardText() {}

  /** Rows under a heading. */
  public record Section(String title, List<Row> rows) {}

  /**
   * A line, or a paragraph where the text is long.
   *
   * @param label may be empty
   */
  public record Row(String label, String text) {}

  /** The whole card. */
  public static List<Section> of(ModelCard card, String sha256) {
    List<Section> sections = new ArrayList<>();
    sections.add(use(card));
    sections.add(measured(card));
    card.evidence()
        .filter(evidence -> !evidence.lesionContrast().isEmpty())
        .ifPresent(evidence -> sections.add(lesions(evidence)));
    threshold(card).ifPresent(sections::add);
    sections.add(made(card));
    sections.add(network(card, sha256));
    return List.copyOf(sections);
  }

  public static List<Section> of(InstalledModel model) {
    return of(model.card(), model.sha256());
  }

  /** Whether it has learnt anything, in two words. */
  public static String training(ModelCard card) {
    return card.training() == Training.UNTRAINED ? "UNTRAINED, output is noise" : "trained";
  }

  /** Trained or not, precision and the most telling figure, as far as the card knows them. */
  public static String brief(ModelCard card) {
    if (card.training() == Training.UNTRAINED) {
      return "UNTRAINED";
    }
    return Stream.of("trained", precision(card), headline(card).orElse("quality unknown"))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** The most telling figure, with its interval. */
  public static Optional<String> headline(ModelCard card) {
    return card.evidence()
        .map(evidence -> evidence.metrics().get(0))
        .map(metric -> metric.name() + " " + value(metric));
  }

  /** How exact the weights are, such as {@code FP16}; empty where the card does not say. */
  public static String precision(ModelCard card) {
    return card.file().map(file -> file.precision().name()).orElse("");
  }

  private static Section use(ModelCard card) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("For", card.intendedUse()));
    card.limits().forEach(limit -> rows.add(new Row("Limit", limit)));
    return new Section("Intended use", rows);
  }

  private static Section measured(ModelCard card) {
    List<Row> rows =
        card.evidence().map(Evidence::metrics).orElse(List.of()).stream()
            .map(
                metric ->
                    new Row(
                        metric.name(),
                        value(metric) + " on " + metric.data() + ", " + cases(metric.cases())))
            .toList();
    return new Section(
        "Measured, with 95 % intervals", rows.isEmpty() ? List.of(new Row("", NO_EVIDENCE)) : rows);
  }

  private static String value(Evidence.Metric metric) {
    return number(metric.value())
        + " ("
        + number(metric.low())
        + " to "
        + number(metric.high())
        + ")";
  }

  private static Section lesions(Evidence evidence) {
    return new Section(
        "Contrast of a lesion that is left in the synthetic MRI",
        evidence.lesionContrast().stream().map(one -> new Row(one.lesion(), left(one))).toList());
  }

  private static String left(Evidence.LesionContrast lesion) {
    return String.format(
        Locale.ROOT,
        "%.0f %% (%.0f to %.0f %%) on %s, %d inserted",
        100 * lesion.kept(),
        100 * lesion.low(),
        100 * lesion.high(),
        lesion.data(),
        lesion.cases());
  }

  private static Optional<Section> threshold(ModelCard card) {
    if (!(card.output() instanceof ImageOutput.Boxes boxes)) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Boxes from", "confidence " + number(boxes.confidence())));
    card.evidence()
        .flatMap(Evidence::operatingPoint)
        .map(CardText::meaning)
        .orElse(List.of(new Row("Means", "not measured: sensitivity and specificity are unknown")))
        .forEach(rows::add);
    return Optional.of(new Section("Threshold", rows));
  }

  private static List<Row> meaning(Evidence.OperatingPoint point) {
    String where = " per image on " + point.data() + ", " + point.images() + " images";
    return List.of(
        new Row("Sensitivity", rate(point.sensitivity()) + where),
        new Row("Specificity", rate(point.specificity()) + where));
  }

  private static String rate(Evidence.Rate rate) {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", rate.value(), rate.low(), rate.high());
  }

  private static Section made(ModelCard card) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Weights", training(card)));
    rows.add(new Row("Data", card.trainingData()));
    card.making().ifPresent(making -> made(making, rows));
    return new Section("Training", rows);
  }

  private static void made(Making making, List<Row> rows) {
    rows.add(new Row("Terms of data", making.dataTerms()));
    rows.add(new Row("Terms of weights", making.weightsTerms()));
    for (Making.Split split : making.splits()) {
      rows.add(
          new Row(
              "Part " + split.name(), cases(split.cases()) + ", " + split.images() + " images"));
    }
    String seeds = making.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    rows.add(new Row("Date, seeds", making.date() + ", " + seeds));
    rows.add(new Row("Command", making.command()));
  }

  private static Section network(ModelCard card, String sha256) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Name", card.name() + " " + card.version()));
    rows.add(new Row("Takes", input(card.input())));
    rows.add(new Row("Gives", output(card.output())));
    card.file().ifPresent(file -> rows.add(new Row("Size", size(file))));
    rows.add(new Row("SHA-256", sha256));
    return new Section("Network", rows);
  }

  private static String size(ModelFile file) {
    return String.format(
        Locale.ROOT,
        "%,d parameters, %.2f billion multiply-accumulates a slice, %s",
        file.parameters(),
        file.macs() / 1e9,
        file.precision());
  }

  private static String input(ImageInput input) {
    return String.format(
        Locale.ROOT,
        "%d x %d x %d, window W %s L %s HU, %s",
        input.channels(),
        input.width(),
        input.height(),
        number(input.windowWidth()),
        number(input.windowCentre()),
        input.resize().name().toLowerCase(Locale.ROOT));
  }

  private static String output(ImageOutput output) {
    if (output instanceof ImageOutput.Boxes boxes) {
      return "boxes of " + String.join(", ", boxes.classes());
    }
    return "an image";
  }

  private static String cases(int number) {
    return number + (number == 1 ? " case" : " cases");
  }

  /** As many digits as the card gives, at most four after the point. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceFirst("\\.?0+$", "");
  }
}
