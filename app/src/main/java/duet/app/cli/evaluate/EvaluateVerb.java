package duet.app.cli.evaluate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the verbs that judge. */
@Command(
    name = "evaluate",
    header = "Judge a model on images whose answer is known: mri, detect, lesions.",
    description =
        "Models run exactly as in a reading. Every figure comes with a 95 %% interval over"
            + " patients.",
    footer = "  duet evaluate mri --pairs pairs --out evaluation")
public final class EvaluateVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to judge: duet evaluate mri, detect or lesions");
  }
}
