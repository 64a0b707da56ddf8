package duet.app.cli.quantise;

import duet.app.cli.choice.NewModel;
import duet.app.cli.choice.OldModel;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.quantise.Candidate;
import duet.inference.calibration.Calibration.Images;
import duet.inference.calibration.CalibrationCache;
import duet.inference.engine.Backend;
import duet.inference.onnx.OnnxException;
import duet.inference.surgery.SurgeryException;
import duet.models.card.InstalledModel;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A model in, a smaller and on most processors faster one out. */
@Command(
    name = "quantise",
    aliases = "quantize",
    header = "Make a model smaller and faster: 8 bits, or FP16.",
    description = {
      "Takes any FP32 model in ONNX that Duet runs and writes OUT.onnx with its card OUT.yaml. Says"
          + " what was changed, both sizes, how far the results differ on the pictures, and the"
          + " processor time of a run of either, measured in turns.%n",
      "int8: convolutions on bytes; ranges of activations from the pictures, a scale of weights for"
          + " each channel. Transposed convolutions become convolutions first, exactly. The last"
          + " convolutions stay FP32.%n",
      "int8 --for dla: signed bytes with zero at zero. TensorRT up to 10.7 takes no quantised file for a"
          + " DLA, so OUT stays FP32 and OUT.cache holds the ranges (calibration cache); for 11.4.1 OUT"
          + " has them itself. Padded transposed convolutions first go through duet adapt.%n",
      "fp16: weights and activations in FP16, for devices that compute in it; no faster on a CPU.%n",
      "fp16-weights: weights stored in FP16, computed with in FP32: half the file, same speed."
    },
    footer = {
      "  duet quantise generator.onnx --precision int8 --pairs pairs -o generator-int8.onnx",
      "  duet quantise yolov8n.onnx --precision int8 --calibrate images -o yolov8n-int8.onnx",
      "  duet quantise adapted.onnx --precision int8 --for dla --tensorrt 10.3 --pairs pairs -o dla.onnx"
    })
public final class QuantiseVerb implements Callable<Integer> {
  private final Console console;
  private final Supplier<Backend> backends;

  @Mixin private OldModel old = new OldModel();
  @Mixin private RecipeChoice recipe = new RecipeChoice();
  @Mixin private CalibrationChoice calibration = new CalibrationChoice();
  @Mixin private LossChoice loss = new LossChoice();

  @Mixin private NewModel out = new NewModel();

  /**
   * The verb.
   *
   * @param backends opens the runtime once it is needed
   */
  public QuantiseVerb(Console console, Supplier<Backend> backends) {
    this.console = console;
    this.backends = backends;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    out.check();
    Backend backend = backends.get();
    InstalledModel model = old.open(backend);
    Images images = calibration.read(model.card().input());
    try {
      quantise(backend, model, images);
      return ExitCode.DONE;
    } catch (OnnxException e) {
      throw new VerbException(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()));
    } catch (SurgeryException e) {
      throw new VerbException(
          ExitCode.UNAVAILABLE, "model file " + old.name() + " " + e.getMessage());
    } catch (CancellationException e) {
      throw (InterruptedException) new InterruptedException("stopped").initCause(e);
    }
  }

  private void quantise(Backend backend, InstalledModel model, Images images)
      throws IOException, InterruptedException {
    try (StepBars bars = new StepBars(console);
        Candidate candidate =
            Candidate.make(backend, recipe.recipe(), model, images, out.folder(), bars)) {
      bars.end();
      console.print(
          model.file().getFileName()
              + " -> "
              + out.file()
              + " ("
              + recipe.recipe().precision()
              + ")");
      candidate.outcome().lines(model.card().output()).forEach(console::print);
      loss.judge(console, backend, model, candidate.judged());
      InstalledModel made = candidate.accept(out.file());
      console.print("  sha256     " + made.sha256());
      candidate.cache().ifPresent(this::tellRanges);
    }
  }

  private void tellRanges(CalibrationCache cache) {
    console.print(
        "  ranges     %d tensors in %s (%s)"
            .formatted(cache.ranges().size(), Candidate.cacheOf(out.file()), cache.heading()));
    console.print(
        "             the model itself stays FP32; difference and time are of the same ranges around"
            + " convolutions on this CPU, not of a DLA");
  }
}
