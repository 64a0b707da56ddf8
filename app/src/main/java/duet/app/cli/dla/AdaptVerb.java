package duet.app.cli.dla;

import duet.app.adapt.Candidate;
import duet.app.adapt.Proof;
import duet.app.adapt.Recipe;
import duet.app.cli.choice.NewModel;
import duet.app.cli.choice.OldModel;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.inference.engine.Backend;
import duet.inference.engine.InferenceException;
import duet.inference.onnx.OnnxException;
import duet.inference.surgery.SurgeryException;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A model in, the same function in layers that a DLA takes out. */
@Command(
    name = "adapt",
    header = "Change a model so that the DLA of a Jetson takes it, and prove that it is the same.",
    description = {
      "Takes an ONNX model, applies every cure that keeps its function and that it needs, runs"
          + " original and result on random numbers and on images, without and with optimisation by"
          + " the runtime, and writes OUT only if the largest difference is within the bound. If a"
          + " card lies beside the model, OUT gets one too.%n",
      "Padding of transposed convolutions: crop and convolve change no number without optimisation;"
          + " subpixel at most 1e-6. A YOLOv8 is cut where its boxes are decoded; Duet decodes them"
          + " itself, to 2e-6 of the largest coordinate. An export from TensorFlow loses the transposes"
          + " at its ends and takes and gives channels first (--layout keep leaves them). What would change the function, other"
          + " activations, smaller kernels, is named and never done.%n"
    },
    footer = {
      "  duet adapt generator.onnx --device orin -o generator-orin.onnx",
      "  duet adapt generator.onnx --device orin --precision int8 --padding convolve -o out.onnx",
      "  duet adapt yolov8n.onnx --device xavier --tensorrt 8.5 --pictures images -o body.onnx"
    })
public final class AdaptVerb implements Callable<Integer> {
  private final Console console;
  private final Supplier<Backend> backends;

  @Mixin private OldModel given = new OldModel();
  @Mixin private TargetChoice target = new TargetChoice();
  @Mixin private RecipeChoice recipe = new RecipeChoice();
  @Mixin private ProofChoice proof = new ProofChoice();

  @Mixin private NewModel out = new NewModel();

  @Option(names = "--changes", description = "Name each changed node.")
  private boolean named;

  /**
   * The verb.
   *
   * @param backends opens the runtime once it is needed
   */
  public AdaptVerb(Console console, Supplier<Backend> backends) {
    this.console = console;
    this.backends = backends;
  }

  @Override
  public Integer call() throws IOException {
    out.check();
    Path file = given.file();
    DlaView view = DlaView.of(target);
    Backend backend = backends.get();
    Recipe its = recipe.recipe(view.target());
    try (Candidate candidate = Candidate.make(backend, file, its, out.folder())) {
      view.before(candidate.before()).forEach(console::print);
      adapt(backend, candidate);
      view.after(candidate.plan().graph()).forEach(console::print);
      write(candidate);
      return ExitCode.DONE;
    } catch (OnnxException e) {
      throw new VerbException(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()));
    } catch (SurgeryException e) {
      throw new VerbException(
          ExitCode.UNAVAILABLE, "model file " + given.name() + " " + e.getMessage());
    }
  }

  private void adapt(Backend backend, Candidate candidate) throws IOException {
    AdaptText.lines(candidate.plan()).forEach(console::print);
    if (named) {
      AdaptText.names(candidate.plan()).forEach(console::print);
    }
    Proof its = candidate.prove(backend, proof.stimuli(preparation(backend, candidate)));
    its.findings().forEach(f -> console.print(AdaptText.line("proof", f.line())));
    if (!its.holds()) {
      throw new VerbException(
          ExitCode.TOO_LOSSY,
          "The adapted model differs from the original by more than the bound; nothing was"
              + " written. Try another --padding, or --head keep.");
    }
  }

  /**
   * How images are prepared for it: by its card, or by the habits of its family, if it has one. The
   * adapted model is asked too, since its input may have channels first where the old has not.
   */
  private Optional<ModelCard> preparation(Backend backend, Candidate candidate) {
    return given
        .installed()
        .map(InstalledModel::card)
        .or(() -> habits(backend, given.file()))
        .or(() -> habits(backend, candidate.model().file()));
  }

  private static Optional<ModelCard> habits(Backend backend, Path file) {
    try {
      return Optional.of(OldModel.habits(backend, file));
    } catch (InferenceException e) {
      if (e.kind() == InferenceException.Kind.WRONG_CONTRACT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void write(Candidate candidate) throws IOException {
    Optional<InstalledModel> old = given.installed();
    candidate.accept(out.file(), old);
    String card = old.isPresent() ? " with its card" : ", no card: the original has none";
    console.print(AdaptText.line("written", out.file() + card));
  }
}
