package duet.app.cli.train;

import duet.models.build.Pix2Pix.Variant;
import duet.models.training.mri.MriOptions;
import duet.models.training.mri.Score;
import duet.models.training.mri.TableTwo;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The result of the experiment in words and tables, as Markdown. */
final class TableTwoText {
  private static final int PERCENT = 100;
  private final List<TableTwo.Row> rows;
  private final String command;
  private final MriOptions options;

  TableTwoText(List<TableTwo.Row> rows, String command, MriOptions options) {
    this.rows = rows;
    this.command = command;
    this.options = options;
  }

  /**
   * A figure of the table.
   *
   * @param paper for original, cropping and convolution, Table II of arXiv 2510.01730
   */
  private record Figure(String name, ToDoubleFunction<Score> of, List<String> paper) {}

  private static final List<Figure> FIGURES =
      List.of(
          new Figure(
              "SSIM, %", score -> PERCENT * score.ssim(), List.of("70.99", "74.50", "74.49")),
          new Figure("PSNR, dB", Score::psnr, List.of("22.19", "23.14", "22.86")),
          new Figure("MSE", Score::mse, List.of("38.75", "37.66", "36.74")));

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# Does removing the padding improve the image? Table II, made again\n\n");
    text.append("Written by `").append(command).append("`.\n\n");
    text.append(
        """
        The paper changes the transposed convolutions of Pix2Pix so that a DLA takes them, and reports that SSIM rises from
        70.99 to 74.50 with cropping and to 74.49 with a 3x3 convolution. Original and cropping are one function of the same
        weights: every output is equal bit for bit (`Pix2PixTest`). So whatever differs between these two after training is chance.

        """);
    text.append("Each variant was trained ")
        .append(seeds())
        .append(" times with seeds of its own, alike otherwise: ")
        .append(options)
        .append(".\n\n");
    table(text);
    runs(text);
    text.append("\n## What this says\n\n").append(verdict());
    return text.toString();
  }

  private int seeds() {
    return rows.size() / Variant.values().length;
  }

  private void table(StringBuilder text) {
    text.append("| mean ± standard deviation | original | cropping | convolution |\n");
    text.append("|---|---|---|---|\n");
    for (Figure figure : FIGURES) {
      text.append("| ").append(figure.name);
      for (Variant variant : Variant.values()) {
        text.append(" | ")
            .append(number(mean(variant, figure.of)))
            .append(" ± ")
            .append(number(deviation(variant, figure.of)));
      }
      text.append(" |\n| the paper's");
      figure.paper.forEach(value -> text.append(" | ").append(value));
      text.append(" |\n");
    }
  }

  private void runs(StringBuilder text) {
    text.append("\n| run | SSIM, % | PSNR, dB | MSE |\n|---|---|---|---|\n");
    for (TableTwo.Row row : rows) {
      text.append("| ").append(name(row.variant())).append(", seed ").append(row.seed());
      for (Figure figure : FIGURES) {
        text.append(" | ").append(number(figure.of.applyAsDouble(row.score())));
      }
      text.append(" |\n");
    }
    text.append("\nMeans over the slices of the validation cases, whole image, 8 bit.\n");
  }

  private String verdict() {
    StringBuilder text = new StringBuilder();
    for (Variant variant : List.of(Variant.CROPPING, Variant.CONVOLUTION)) {
      for (Figure figure : FIGURES) {
        text.append(verdict(variant, figure));
      }
    }
    text.append("- ")
        .append(seeds())
        .append(" runs of each are few: deviations of so few are rough.\n");
    text.append(
        "- The paper gives one figure for each variant and no spread, so its gain of 3.5 points"
            + " (5 %) cannot be told from chance; for cropping it can be nothing else, since the"
            + " function is the same.\n");
    text.append("- Measured at width ")
        .append(options.width())
        .append(" and ")
        .append(options.epochs())
        .append(" epochs; the paper's width is 64, and its images are others.\n");
    return text.toString();
  }

  private String verdict(Variant variant, Figure figure) {
    double gain = mean(variant, figure.of) - mean(Variant.ORIGINAL, figure.of);
    double noise =
        Math.hypot(deviation(variant, figure.of), deviation(Variant.ORIGINAL, figure.of));
    return String.format(
        Locale.ROOT,
        "- %s against original: %s %+.2f; one standard deviation of such a difference of two runs"
            + " is %.2f. %s%n",
        name(variant),
        figure.name,
        gain,
        noise,
        Math.abs(gain) > 2 * noise
            ? "More than two of them."
            : "Within two of them: chance alone can make it.");
  }

  private double mean(Variant variant, ToDoubleFunction<Score> of) {
    return values(variant, of).average().orElse(Double.NaN);
  }

  /** Of the sample. */
  private double deviation(Variant variant, ToDoubleFunction<Score> of) {
    double mean = mean(variant, of);
    double squares = values(variant, of).map(value -> Math.pow(value - mean, 2)).sum();
    return Math.sqrt(squares / (seeds() - 1));
  }

  private DoubleStream values(Variant variant, ToDoubleFunction<Score> of) {
    return rows.stream()
        .filter(row -> row.variant() == variant)
        .mapToDouble(row -> of.applyAsDouble(row.score()));
  }

  private static String name(Variant variant) {
    return variant.name().toLowerCase(Locale.ROOT);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
