package duet.app.reproduce;

import duet.inference.device.Origin;
import duet.inference.engine.jetson.fit.Accuracy;
import duet.inference.engine.jetson.fit.GpuFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The models of the device beside what others measured, in words and tables. */
public record DeviceModelText(DeviceModel model) {
  private static final int SIDE = 10;

  /** Goals that were set before the fits. */
  private static final double GPU_GOAL = 0.05;

  private static final double LEFT_OUT_GOAL = 0.12;
  private static final double MEMORY_GOAL = 0.03;
  private static final double ORIN_GOAL = 0.10;

  /** All of it. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Predicted values are of a " + Origin.SIMULATED_JETSON.words() + ".");
    lines.add("Measured values were measured by others, on Jetsons; sources below.");
    gpu(lines);
    memory(lines);
    orin(lines);
    lines.add("");
    lines.addAll(verdicts());
    lines.add("");
    lines.add(
        "Sources: github.com/justincdavis/trtutils; PCCS, MICRO 2021, doi 10.1145/3466752.3480101,");
    lines.add("github.com/processorcentricmodel/PCCS; github.com/NVIDIA/TensorRT/issues/2745;");
    lines.add("forums.developer.nvidia.com/t/219770.");
    return lines;
  }

  /** One line for each goal. */
  public List<String> verdicts() {
    return List.of(
        verdict("GPU, 24 YOLOv8 timings", model.gpuAccuracy().mape(), GPU_GOAL),
        verdict("GPU, worst model left out", model.worstLeftOut(), LEFT_OUT_GOAL),
        verdict("memory, PCCS matrix", model.memoryAccuracy().mape(), MEMORY_GOAL),
        verdict("memory, two cases on Orin", model.orinAccuracy().mape(), ORIN_GOAL));
  }

  private static String verdict(String what, double mape, double goal) {
    return line(
        "%-28s MAPE %5.2f %%, goal %4.1f %%: %s",
        what, 100 * mape, 100 * goal, mape <= goal ? "met" : "missed");
  }

  private void gpu(List<String> lines) {
    lines.add("");
    lines.add("GPU of AGX Orin 64GB, FP16: a roofline for each kernel of our own YOLOv8 graphs.");
    lines.add(
        "Fitted: three numbers, on 24 timings of the trtutils benchmark: " + words(model.gpu()));
    lines.add("");
    lines.add("  model    size   measured  predicted   error");
    for (Accuracy.Point point : model.gpuAccuracy().points()) {
      String[] name = point.what().split(" ", 2);
      lines.add(
          line(
              "  %-8s %4s %7.2f ms %7.2f ms %6.1f %%",
              name[0].toLowerCase(Locale.ROOT),
              name[1],
              point.measured(),
              point.predicted(),
              100 * point.error()));
    }
    lines.add(sum(model.gpuAccuracy()));
    lines.add("");
    lines.add("One model left out of the fit, then predicted:");
    model.leftOut().forEach((name, out) -> lines.add(leftOut(name, out)));
  }

  private static String leftOut(String name, DeviceModel.LeftOut out) {
    return line(
        "  %-8s MAPE %5.2f %%, worst %5.1f %% (%s); without it: %s",
        name.toLowerCase(Locale.ROOT),
        100 * out.accuracy().mape(),
        100 * out.accuracy().worst().error(),
        out.accuracy().worst().what().toLowerCase(Locale.ROOT),
        words(out.found()));
  }

  private static String words(GpuFit.Found found) {
    return line(
        "%.2f of the peak, %.2f of the memory, %.1f us a kernel (MAPE %.2f %%)",
        found.compute(), found.memory(), found.launchUs(), 100 * found.mape());
  }

  private void memory(List<String> lines) {
    lines.add("");
    lines.add(
        "Memory: a lane gets min(d, max(B - e, F + s d)) of the d GB/s it asks for, beside e.");
    lines.add(
        line(
            "Fitted: B = %.0f GB/s, F = %.0f GB/s, s = %.2f, on the 100 cells of PCCS (Xavier).",
            model.memory().total(), model.memory().floor(), model.memory().share()));
    lines.add("Error in percent; a row for each d, a column for each e, as in the matrix:");
    lines.add("");
    List<Accuracy.Point> points = model.memoryAccuracy().points();
    for (int row = 0; row < points.size() / SIDE; row++) {
      StringBuilder text = new StringBuilder("  ");
      text.append(line("%5s", points.get(row * SIDE).what().split(" ", 2)[0]));
      for (Accuracy.Point point : points.subList(row * SIDE, (row + 1) * SIDE)) {
        text.append(line("%7.1f", 100 * point.error()));
      }
      lines.add(text.toString());
    }
    lines.add(sum(model.memoryAccuracy()));
  }

  private void orin(List<String> lines) {
    lines.add("");
    lines.add("The same on AGX Orin: two public threads, six figures; nothing was fitted on them.");
    lines.add("Assumed, as no thread tells what its networks ask of the memory:");
    lines.add("  - B and F grow with the peak of the memory, 204.8 / 136.5; s does not change;");
    lines.add(
        "  - each engine asks for all that its own roofline lets it: a GPU for the share fitted");
    lines.add("    on YOLOv8, a DLA core for the share of AlexNet's FC layers on Xavier;");
    lines.add("  - the 0.5 ms between two DLA tasks that the forum tells of are time of the GPU.");
    lines.add("");
    lines.add(
        "  time beside others / time alone                       measured  predicted   error");
    for (Accuracy.Point point : model.orinAccuracy().points()) {
      lines.add(
          line(
              "  %-52s %9.3f %10.3f %6.1f %%",
              point.what(), point.measured(), point.predicted(), 100 * point.error()));
    }
    lines.add("");
    model.orin().forEach((what, a) -> lines.add(line("  MAPE %5.1f %%  %s", 100 * a.mape(), what)));
  }

  private static String sum(Accuracy accuracy) {
    return line(
        "  MAPE %.2f %%, worst %.1f %% (%s)",
        100 * accuracy.mape(), 100 * accuracy.worst().error(), accuracy.worst().what());
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
