package duet.app.quantise;

import duet.inference.calibration.Comparison;
import duet.inference.surgery.Edited.Change;
import duet.models.card.ImageOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a model in fewer bits gains and costs, in lines for a person.
 *
 * @param precision of the new model
 * @param changes made to the graph
 * @param before size of the file of the old model, bytes
 * @param after size of the file of the new one
 * @param comparison of both; first the old one
 * @param operators that the runtime runs for the new one, empty where it does not tell
 */
public record Outcome(
    Precision precision,
    List<Change> changes,
    long before,
    long after,
    Comparison comparison,
    Map<String, Integer> operators) {

  /** One fact a line. */
  public List<String> lines(ImageOutput output) {
    List<String> lines = new ArrayList<>();
    changed().forEach((what, times) -> lines.add(line("changed", times + " x " + what)));
    lines.add(
        line(
            "size",
            "%.1f MB -> %.1f MB, %.0f %%",
            before / 1e6,
            after / 1e6,
            100.0 * after / before));
    lines.add(difference(output));
    lines.add(time());
    if (!operators.isEmpty()) {
      lines.add(line("runs as", kernels()));
    }
    return lines;
  }

  private String difference(ImageOutput output) {
    return line(
        "difference",
        "of the output to that of the old model: largest %.4g, mean %.4g%s",
        comparison.largest(),
        comparison.mean(),
        output instanceof ImageOutput.Image image ? fidelity(image) : "");
  }

  private String time() {
    return line(
        "time",
        "%.1f ms -> %.1f ms a run on one thread, ratio %.2f (median, taking turns)",
        comparison.first() / 1e6,
        comparison.second() / 1e6,
        comparison.ratio());
  }

  private static String line(String what, String text, Object... values) {
    String filled = values.length == 0 ? text : String.format(Locale.ROOT, text, values);
    return String.format("  %-11s%s", what, filled);
  }

  /** Like changes are counted, without the names that differ. */
  private Map<String, Integer> changed() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Change change : changes) {
      counts.merge(change.what().replaceAll(" ?'[^']*'", "").trim(), 1, Integer::sum);
    }
    return counts;
  }

  /** PSNR of one output to the other, both as grey values. */
  private String fidelity(ImageOutput.Image image) {
    return String.format(Locale.ROOT, "; PSNR between the two images %.1f dB", psnr(image));
  }

  /** Between both outputs, of grey values, peak 255. */
  double psnr(ImageOutput.Image image) {
    double squared = comparison.squared() * image.scale() * image.scale();
    return 10 * Math.log10(255 * 255 / squared);
  }

  private String kernels() {
    return operators.entrySet().stream()
        .filter(entry -> entry.getKey().matches(".*(Conv|MatMul|Gemm).*"))
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
