package duet.app.reproduce;

import duet.inference.dla.rule.Precision;
import duet.inference.engine.jetson.Jetson;
import duet.inference.engine.jetson.board.Boards;
import duet.inference.engine.jetson.board.Setting;
import duet.inference.engine.jetson.cost.Fusion;
import duet.inference.engine.jetson.cost.Kernel;
import duet.inference.engine.jetson.cost.Kernels;
import duet.inference.engine.jetson.fit.Accuracy;
import duet.inference.engine.jetson.fit.GpuFit;
import duet.inference.engine.jetson.fit.OrinCases;
import duet.inference.engine.jetson.fit.OrinCases.Demands;
import duet.inference.engine.jetson.fit.OrinCases.Reformatting;
import duet.inference.engine.jetson.fit.Pccs;
import duet.inference.engine.jetson.fit.Timing;
import duet.inference.profile.Contention;
import duet.inference.shape.InferShapes;
import duet.models.build.Yolov8;
import duet.models.build.Yolov8.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The models behind the simulated Jetson beside public measurements.
 *
 * @param gpu what the 24 timings gave
 * @param gpuAccuracy on the same timings
 * @param leftOut accuracy on the timings of a model that the fit did not see, by model
 * @param memory what the matrix of PCCS gave, GB/s of a Xavier
 * @param memoryAccuracy on the same matrix
 * @param orin on the two threads about Orin, by what is assumed; the first is what Duet simulates
 */
public record DeviceModel(
    GpuFit.Found gpu,
    Accuracy gpuAccuracy,
    Map<String, LeftOut> leftOut,
    Contention memory,
    Accuracy memoryAccuracy,
    Map<String, Accuracy> orin) {

  /**
   * A fit without one model, tried on that model.
   *
   * @param found on the others
   * @param accuracy on the one
   */
  public record LeftOut(GpuFit.Found found, Accuracy accuracy) {}

  /** Fits everything anew; takes a few seconds. */
  public static DeviceModel fit(Consumer<String> progress) {
    Setting setting = Boards.read().setting("orin-64", Optional.empty()).orElseThrow();
    progress.accept("Building YOLOv8 n, s and m at 8 sizes ...");
    List<Timing> timings = Timing.read(DeviceModel::kernels);
    GpuFit fit = GpuFit.of(setting);
    progress.accept(
        "Fitting the GPU on " + timings.size() + " timings, then without each model ...");
    GpuFit.Found gpu = fit.fit(timings);
    Map<String, LeftOut> leftOut = leftOut(fit, timings);
    progress.accept("Fitting the memory on the matrix of PCCS ...");
    Pccs pccs = Pccs.read();
    Contention memory = pccs.fit();
    return new DeviceModel(
        gpu,
        fit.accuracy(gpu, timings),
        leftOut,
        memory,
        pccs.accuracy(memory),
        orin(setting, memory));
  }

  private static List<Kernel> kernels(String model, int size) {
    Yolov8 network = new Yolov8(Scale.valueOf(model), size, 80);
    // Nothing is computed, so the weights may stay zero.
    return Kernels.of(InferShapes.of(network.graph((name, into) -> {}, "")), Fusion.GPU);
  }

  private static Map<String, LeftOut> leftOut(GpuFit fit, List<Timing> timings) {
    Map<String, LeftOut> result = new LinkedHashMap<>();
    for (String model : timings.stream().map(Timing::model).distinct().toList()) {
      GpuFit.Found found = fit.fit(timings.stream().filter(t -> !t.model().equals(model)).toList());
      List<Timing> unseen = timings.stream().filter(t -> t.model().equals(model)).toList();
      result.put(model, new LeftOut(found, fit.accuracy(found, unseen)));
    }
    return result;
  }

  private static Map<String, Accuracy> orin(Setting setting, Contention xavier) {
    OrinCases cases = OrinCases.read();
    double dram = setting.value("dram");
    Demands roofs =
        new Demands(dram * setting.value("gpu-memory"), dram * setting.value("dla-memory"));
    Contention scaled = new Jetson(setting, Precision.FP16).contention();
    Demands fitted = cases.fit(scaled);
    Map<String, Accuracy> orin = new LinkedHashMap<>();
    orin.put(
        "as simulated: scaled with the memory, demands %.0f and %.0f GB/s, the GPU reformats"
            .formatted(roofs.gpu(), roofs.dla()),
        cases.accuracy(scaled, roofs, Reformatting.TAKES_GPU));
    orin.put(
        "the same, reformatting takes nothing", cases.accuracy(scaled, roofs, Reformatting.FREE));
    orin.put(
        "the same, not scaled: the GB/s of a Xavier",
        cases.accuracy(xavier, roofs, Reformatting.TAKES_GPU));
    orin.put(
        "the same, both demands fitted on these six (%.0f and %.0f GB/s): no test"
            .formatted(fitted.gpu(), fitted.dla()),
        cases.accuracy(scaled, fitted, Reformatting.TAKES_GPU));
    orin.put("nothing slows anything", cases.accuracy(Contention.NONE, roofs, Reformatting.FREE));
    return orin;
  }

  /** What Duet simulates, on the two threads about Orin. */
  public Accuracy orinAccuracy() {
    return new ArrayList<>(orin.values()).get(0);
  }

  /** The worst of the three that were left out. */
  public double worstLeftOut() {
    return leftOut.values().stream().mapToDouble(one -> one.accuracy().mape()).max().orElseThrow();
  }
}
