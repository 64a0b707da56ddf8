package duet.app.cli.evaluate;

import duet.app.console.ExitCode;
import duet.app.evaluation.MriReport;
import duet.app.evaluation.MriRun;
import duet.app.evaluation.MriSheet;
import duet.app.evaluation.Subject;
import duet.app.evaluation.SyntheticMri;
import duet.app.vision.Synthesiser;
import duet.models.card.Task;
import duet.models.evaluation.image.NullModel;
import duet.models.evaluation.image.NullModels;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A synthesis model beside null models, on pairs. */
@Command(
    name = "mri",
    header = "How near synthetic MRI is to acquired MRI: PSNR, SSIM, MSE.",
    description = {
      "Whole image and inside the head, each with a 95 %% interval over cases, beside null models:"
          + " the CT itself, black, and, fitted on the training pairs of the folder, the mean MRI,"
          + " a linear map and a grey-level map of CT. The headline is the mean over slices; a"
          + " table a case stands below it.%n",
      "DIR/contact-sheet.png shows the best, the median and the worst slice."
    },
    footer = {
      "  duet evaluate mri --pairs pairs",
      "  duet evaluate mri --pairs pairs --model generator.onnx --card generator.yaml --out result"
    })
public final class EvaluateMriVerb implements Callable<Integer> {
  private final Tools tools;
  @Mixin private PairChoice choice = new PairChoice();
  @Mixin private JudgedModel judged = new JudgedModel();
  @Mixin private Results results = new Results();

  /** The verb. */
  public EvaluateMriVerb(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return Ticking.explained(this::judge);
  }

  private int judge() throws IOException, InterruptedException {
    results.check();
    PairChoice.Chosen chosen = choice.read();
    Tools.Opened opened = judged.open(tools, Task.SYNTHESIS);
    Subject subject = new Subject(tools.software(), opened.model());
    try (Synthesiser synthesiser = Synthesiser.open(opened.engine(), opened.model().card())) {
      SyntheticMri model = new SyntheticMri(synthesiser);
      List<NullModel> nulls = nulls(chosen);
      MriRun run =
          Ticking.run(
              tools.console(),
              "evaluation",
              "slices",
              ticker ->
                  MriRun.of(chosen.pairs(), subject.model().card().name(), model, nulls, ticker));
      MriReport report = new MriReport(subject, chosen.word(), run, nulls);
      results.hand(
          tools,
          report.table(),
          report.tree(),
          "contact-sheet.png",
          file -> MriSheet.write(file, subject, chosen.pairs(), run.model(), model));
    }
    return ExitCode.DONE;
  }

  private List<NullModel> nulls(PairChoice.Chosen chosen) {
    if (chosen.training().isEmpty()) {
      tools.console().say("No training pairs in the folder: only two null models need none.");
      return NullModels.unfitted();
    }
    return NullModels.fit(chosen.training());
  }
}
