package duet.app.reproduce;

import duet.app.reproduce.experiment.Assumption;
import duet.app.reproduce.experiment.Fit;
import duet.app.reproduce.experiment.Rig;
import duet.app.reproduce.experiment.Scenario;
import duet.inference.dla.rule.Precision;
import duet.models.build.Pix2Pix.Variant;
import java.util.List;
import java.util.Map;

/** Other ways to read what the paper leaves open, each with what would follow. */
final class Readings {
  /** One core in INT8, as ResNet-50 reaches it; see the table of constants. */
  private static final double INT8_TERA = 8.35;

  private Readings() {}

  /** The number of the DLA is what is published; only the time on the host is fitted. */
  static List<Scenario> of(Rig rig, Assumption main) {
    Rig eight = PaperStudy.rig(main.with(Precision.INT8));
    Map<Variant, Integer> own = Map.of(Variant.CROPPING, 43, Variant.CONVOLUTION, 48);
    Assumption xavier = main.with(PaperStudy.setting("xavier", "MAXN"));
    Assumption cut = main.withCuts(own);
    return List.of(
        hosted(
            "(i) the host dominates: DLA as published, host fitted", rig, main, PaperStudy.PRIOR),
        hosted(
            "(ii) lower clocks: 50W",
            rig,
            main.with(PaperStudy.setting("orin-64", "50W")),
            PaperStudy.PRIOR),
        hosted(
            "(ii) lower clocks: 30W",
            rig,
            main.with(PaperStudy.setting("orin-64", "30W")),
            PaperStudy.PRIOR),
        bare("(iii) cropping cut after decoder block 4, one frame underway", rig, cut),
        bare("(iii) the same, two frames underway", rig, cut.withDepth(2)),
        hosted(
            "INT8 on the DLA as published, host fitted",
            eight,
            main.with(Precision.INT8),
            INT8_TERA),
        fitted("AGX Xavier, both numbers fitted", PaperStudy.rig(xavier), xavier),
        fitted("two frames underway, both numbers fitted", rig, main.withDepth(2)));
  }

  private static Scenario hosted(String name, Rig rig, Assumption assumption, double first) {
    Fit fit = Fit.ridge(List.of(first), tried -> Scenario.error(rig, assumption, tried)).get(0);
    return Scenario.of(name, rig, assumption, fit);
  }

  private static Scenario bare(String name, Rig rig, Assumption assumption) {
    Fit none = new Fit(PaperStudy.PRIOR, 0, 0);
    double error = Scenario.error(rig, assumption, none);
    return Scenario.of(name, rig, assumption, new Fit(PaperStudy.PRIOR, 0, error));
  }

  private static Scenario fitted(String name, Rig rig, Assumption assumption) {
    List<Fit> ridge =
        Fit.ridge(Fit.around(PaperStudy.PRIOR), fit -> Scenario.error(rig, assumption, fit));
    return Scenario.of(name, rig, assumption, Fit.choose(ridge, PaperStudy.PRIOR));
  }
}
