package duet.app.cli.train;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the verbs that train. */
@Command(
    name = "train",
    header = "Train a model on your own images.",
    description = {
      "A run writes checkpoints, a record and its curves into a folder, and at the end the model as"
          + " ONNX. Stopped by Ctrl-C, a crash or a power cut, it goes on with --resume."
    })
public final class TrainVerb implements Runnable {
  @Spec private CommandSpec spec;

  /** What the annotation fills in is not yet there. */
  @SuppressWarnings("NullAway.Init")
  public TrainVerb() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to train: duet train mri or detect");
  }
}
