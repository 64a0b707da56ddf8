package duet.app.cli.dla;

import duet.app.adapt.Recipe;
import duet.app.adapt.Recipe.Head;
import duet.app.adapt.Recipe.Layout;
import duet.app.adapt.Recipe.Norms;
import duet.app.adapt.Recipe.Padding;
import duet.inference.dla.rule.Precision;
import duet.inference.dla.rule.Target;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which of several cures are taken. */
final class RecipeChoice {
  @Option(
      names = "--padding",
      paramLabel = "FORM",
      description =
          "What takes the place of padding of transposed convolutions: crop (a Slice), convolve (an"
              + " identity convolution without padding), subpixel (phases as channels). If left out"
              + " crop for fp16 and convolve for int8, since a DLA takes Slice in FP16 only.")
  private Optional<Padding> padding = Optional.empty();

  @Option(
      names = "--head",
      paramLabel = "H",
      defaultValue = "cut",
      description = "Head of a YOLOv8, cut or keep; ${DEFAULT-VALUE} if left out.")
  private Head head = Head.CUT;

  @Option(
      names = "--batch-norm",
      paramLabel = "B",
      defaultValue = "keep",
      description =
          "Batch normalisation, keep, or fold into the convolution before it, to 1e-5;"
              + " ${DEFAULT-VALUE} if left out. TensorRT folds it anyway.")
  private Norms norms = Norms.KEEP;

  @Option(
      names = "--layout",
      paramLabel = "L",
      defaultValue = "nchw",
      description =
          "Inputs and outputs with channels last, as exports from TensorFlow have them: nchw gives"
              + " them channels first and takes the transposes off, keep leaves both;"
              + " ${DEFAULT-VALUE} if left out.")
  private Layout layout = Layout.NCHW;

  Recipe recipe(Target target) {
    Padding usual = target.precision() == Precision.INT8 ? Padding.CONVOLVE : Padding.CROP;
    return new Recipe(padding.orElse(usual), head, norms, layout);
  }
}
