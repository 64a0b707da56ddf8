package duet.app.cli.reproduce;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.reproduce.DeviceModel;
import duet.app.reproduce.DeviceModelText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** How far the simulated Jetson can be believed. */
@Command(
    name = "device-model",
    header = "Fit the models behind the simulated Jetson anew and hold them against measurements.",
    description = {
      "The GPU: three numbers, fitted on 24 public timings of YOLOv8 on AGX Orin 64GB, then on those"
          + " without each model. The memory: three numbers, fitted on the public matrix of PCCS,"
          + " then tried on two public threads about Orin on which nothing is fitted. Prints each"
          + " point, the mean absolute error (MAPE), the worst, and all that is assumed. Nothing is"
          + " measured on this machine. Takes some seconds."
    },
    footer = {"  duet reproduce device-model"})
public final class DeviceModelVerb implements Callable<Integer> {
  private final Console console;

  public DeviceModelVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    new DeviceModelText(DeviceModel.fit(console::say)).lines().forEach(console::print);
    return ExitCode.DONE;
  }
}
