package duet.app.cli.schedule;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.inference.plan.Admission;
import duet.inference.plan.Arrivals;
import duet.inference.plan.Inflow;
import duet.inference.plan.Inflow.Overflow;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How frames come. */
final class InflowChoice {
  private static final int QUEUE = 4;

  @Option(
      names = "--period",
      paramLabel = "MS",
      description = "A frame comes every so often; as often as possible if left out.")
  private Optional<Double> period = Optional.empty();

  @Option(
      names = "--free",
      description = "Each model has frames of its own; else each frame goes through all models.")
  private boolean free;

  Inflow inflow() {
    Admission admission = free ? Admission.FREE : Admission.TOGETHER;
    return new Inflow(
        period.map(InflowChoice::periodic).orElse(new Arrivals.Saturated()),
        admission,
        QUEUE,
        Overflow.WAIT);
  }

  private static Arrivals periodic(double ms) {
    if (!(ms > 0 && ms < 1e9)) {
      throw new VerbException(ExitCode.USAGE, "The period must be above 0 ms, not " + ms + ".");
    }
    return new Arrivals.Periodic(Math.max(1, Math.round(ms * 1e6)));
  }
}
