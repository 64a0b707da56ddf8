package duet.app.cli.evaluate;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.evaluation.LesionReport;
import duet.app.evaluation.LesionRun;
import duet.app.evaluation.LesionSheet;
import duet.app.evaluation.Subject;
import duet.app.evaluation.SyntheticMri;
import duet.app.vision.Synthesiser;
import duet.models.card.Task;
import duet.models.evaluation.lesion.LesionGrid;
import duet.models.evaluation.lesion.Trace;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a synthesis model leaves of lesions that are inserted into CT. */
@Command(
    name = "lesions",
    header = "How much of a lesion's contrast survives the way from CT to synthetic MRI.",
    description = {
      "Bleeds of +10 to +40 HU and hypodense areas of -5 to -20 HU, 4 to 24 pixels wide, are"
          + " inserted into the brain of each CT, and the model runs with and without each. The"
          + " share of the CT contrast that is left, and how far it stands out of the noise around"
          + " it, is given for each size and contrast with a 95 %% interval.%n",
      "DIR/lesions.png shows one lesion of each kind, CT above synthetic MRI."
    },
    footer = {"  duet evaluate lesions --pairs pairs --out result"})
public final class EvaluateLesionsVerb implements Callable<Integer> {
  private final Tools tools;
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PairChoice choice = new PairChoice();
  @Mixin private JudgedModel judged = new JudgedModel();
  @Mixin private Results results = new Results();

  @Option(
      names = "--places",
      paramLabel = "N",
      defaultValue = "2",
      description = "Places in each slice for each size, 1 to 20; ${DEFAULT-VALUE} if left out.")
  private int places;

  /** The verb. */
  public EvaluateLesionsVerb(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (places < 1 || places > 20) {
      throw new ParameterException(
          spec.commandLine(), "--places is " + places + ", must be 1 to 20");
    }
    return Ticking.explained(this::judge);
  }

  private int judge() throws IOException, InterruptedException {
    results.check();
    PairChoice.Chosen chosen = choice.read();
    Tools.Opened opened = judged.open(tools, Task.SYNTHESIS);
    Subject subject = new Subject(tools.software(), opened.model());
    LesionGrid grid = LesionGrid.STANDARD;
    try (Synthesiser synthesiser = Synthesiser.open(opened.engine(), opened.model().card())) {
      SyntheticMri model = new SyntheticMri(synthesiser);
      List<Trace> traces =
          Ticking.run(
              tools.console(),
              "lesions",
              "rounds",
              ticker -> new LesionRun(grid, places, model).over(chosen.pairs(), ticker));
      demandHeadline(traces);
      LesionReport report = new LesionReport(subject, chosen.word(), grid, traces);
      results.hand(
          tools,
          report.table(),
          report.tree(),
          "lesions.png",
          file -> new LesionSheet(grid, chosen.pairs(), traces, model).write(file, subject));
    }
    return ExitCode.DONE;
  }

  private static void demandHeadline(List<Trace> traces) {
    if (traces.stream().noneMatch(t -> t.lesion().kind().equals(LesionGrid.HEADLINE))) {
      throw new VerbException(
          ExitCode.NOTHING,
          "No slice has room in its brain for a lesion of 16 px. Give pairs with brain-windowed"
              + " CT (W80 L40).");
    }
  }
}
