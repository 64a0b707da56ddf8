package duet.app.reproduce;

import duet.app.reproduce.experiment.Pair;
import duet.app.reproduce.experiment.PaperRow;
import duet.app.reproduce.experiment.Scenario;
import duet.models.build.Pix2Pix.Variant;
import java.util.List;
import java.util.Objects;

/** What explains the hits and the misses, with the numbers of the study. */
final class Explanation {
  private static final int CROPPING = 1;
  private static final int CONVOLUTION = 2;
  private final PaperStudy study;

  Explanation(PaperStudy study) {
    this.study = study;
  }

  List<String> lines() {
    return List.of(
        "",
        "## What explains it",
        "",
        convolution(),
        slow(),
        inStep(),
        naive(),
        yolo(),
        cuts(),
        gpuOnly(),
        "",
        "What would decide it: the paper's precision, power mode and cuts of the detector, or one afternoon on"
            + " an Orin: `trtexec --useDLACore=0 --fp16` of our cropping variant alone gives one DLA core's"
            + " rate, which the readings above put anywhere from "
            + span()
            + " frames a second.");
  }

  private String convolution() {
    Pair crop = study.main().predictions().pairs().get(CROPPING);
    Pair convolution = study.main().predictions().pairs().get(CONVOLUTION);
    double slower = 1 - convolution.dla() / crop.dla();
    PaperRow row = study.rows().get(CONVOLUTION);
    double paper = 1 - row.measured().dla() / study.rows().get(CROPPING).measured().dla();
    return "- **Convolution beside cropping.** The convolution variant has 43 % more multiply-accumulates."
        + " With a DLA at its published FP16 rate its pair is "
        + Page.percent(slower)
        + " slower than the cropping pair; in the paper "
        + Page.percent(paper)
        + ". The lines of this variant make "
        + Page.percent(share())
        + " of the error on the ten numbers. Whatever limited the paper's board, it was not the"
        + " arithmetic of the DLA.";
  }

  private double share() {
    double all = 0;
    double its = 0;
    for (int i = 0; i < study.rows().size(); i++) {
      PaperRow row = study.rows().get(i);
      double error = study.main().predictions().pairs().get(i).error(row.measured());
      all += row.isFitted() ? 0 : error;
      its += row.variant() == Variant.CONVOLUTION ? error : 0;
    }
    return its / all;
  }

  private String slow() {
    Scenario fast = study.ridge().get(study.ridge().size() - 1);
    return "- **The 86.94.** It is the fallback: nine pieces on the DLA, each handing over to the GPU and back,"
        + " while the other model holds the GPU. It comes out right without having been seen. But a DLA"
        + " fast enough to make convolution and cropping alike ("
        + Page.two(fast.fit().first())
        + " TFLOPS) predicts "
        + Page.one(fast.predictions().pairs().get(0).dla())
        + ": no point of the ridge has both.";
  }

  private String inStep() {
    return "- **In step.** Two models that wait for each other fall into step in a simulation without jitter, so"
        + " that both rates are equal or in a simple ratio; on a board they drift, and a kernel of one slips"
        + " between two of the other. The gaps of the modified variants, 0.2 to 14 frames a second, are"
        + " of that kind, and the order of two equal rates cannot be predicted.";
  }

  private String naive() {
    return "- **The naive gain.** The fallback takes time of the GPU, as the paper says, but a detector that"
        + " spends "
        + Page.two(study.main().fit().hostMs())
        + " ms of each frame on the host leaves the GPU idle for longer than that, and so is not"
        + " slowed. +9 to +18 % needs a GPU that is busy nearly all the time, or a fallback that costs more.";
  }

  private String yolo() {
    return "- **Generator and detector.** Table V has no cut of the detector. Left whole on the GPU, as the text"
        + " can be read, YOLOv8n runs freely and the generator waits: the simulated pair is far apart where"
        + " the paper's is equal. A detector that also swaps, or a common source that gives both models"
        + " their frames, would bring them together; the paper says neither.";
  }

  private String cuts() {
    return "- **The cuts.** By the rule of equal times the DLA would take far more at the beginning and less at"
        + " the end than it did in the paper. The paper's own cuts leave the DLA the decoder's wide layers,"
        + " its most expensive ones here.";
  }

  private String gpuOnly() {
    Pair gpu = study.main().predictions().gpuOnly().get(CROPPING);
    PaperRow row = study.rows().get(CROPPING);
    return "- **The missing baseline.** The paper shows no run on the GPU alone. With the same time on the host, two"
        + " cropping generators that share the GPU reach "
        + Page.one(gpu.gpu() + gpu.dla())
        + " frames a second together in the simulation, against "
        + Page.one(row.measured().gpu() + row.measured().dla())
        + " measured by the paper with GPU and DLA and "
        + Page.one(sum())
        + " simulated with its cuts. If that is so, the swap lost throughput.";
  }

  private double sum() {
    Pair pair = study.main().predictions().pairs().get(CROPPING);
    return pair.gpu() + pair.dla();
  }

  private String span() {
    List<Double> rates =
        study.readings().stream()
            .map(reading -> reading.predictions().alone().get(Variant.CROPPING))
            .map(alone -> Objects.requireNonNull(alone).rate())
            .sorted()
            .toList();
    return Page.one(rates.get(0)) + " to " + Page.one(rates.get(rates.size() - 1));
  }
}
