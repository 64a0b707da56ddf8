package duet.app.cli.reproduce;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The paper, and what the simulation rests on. */
@Command(
    name = "reproduce",
    header = "Hold the simulated Jetson against public measurements.",
    description = "Nothing is measured on this machine; each figure says whose it is.",
    footer = {"  duet reproduce device-model"})
public final class ReproduceVerb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to reproduce: duet reproduce device-model");
  }
}
