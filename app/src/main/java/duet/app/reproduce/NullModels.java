package duet.app.reproduce;

import duet.app.reproduce.experiment.Fit;
import duet.app.reproduce.experiment.Pair;
import duet.app.reproduce.experiment.PaperRow;
import duet.app.reproduce.experiment.Rig;
import duet.app.reproduce.experiment.Scenario;
import duet.app.reproduce.experiment.Stage;
import duet.inference.device.Lane;
import duet.inference.engine.jetson.board.Setting;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What models that know nothing of layers or of lanes would say, to see what knowledge is worth.
 */
final class NullModels {
  private NullModels() {}

  /** The pairs of all lines of the paper, by model. */
  static Map<String, List<Pair>> of(Rig rig, Scenario main) {
    Map<String, List<Pair>> nulls = new LinkedHashMap<>();
    double constant = main.acceptance().bestConstant().first();
    nulls.put(
        "constant",
        main.acceptance().rows().stream().map(r -> new Pair(constant, constant)).toList());
    nulls.put("GPU only", main.predictions().gpuOnly());
    nulls.put("uniform layers", uniform(rig, main));
    return nulls;
  }

  /** Each layer takes the same time on either engine; that time and the host's are fitted. */
  private static List<Pair> uniform(Rig rig, Scenario main) {
    List<PaperRow> rows = main.acceptance().rows();
    PaperRow line = rows.stream().filter(PaperRow::isFitted).findFirst().orElseThrow();
    double prior = 0.06;
    Fit fit =
        Fit.choose(
            Fit.ridge(
                Fit.around(prior),
                tried -> stage(rig, main, tried).pair(line).error(line.measured())),
            prior);
    return rows.stream().map(row -> stage(rig, main, fit).pair(row)).toList();
  }

  private static Stage stage(Rig rig, Scenario main, Fit layers) {
    Setting host = main.assumption().setting().with("host", 1e3 * layers.hostMs(), "fitted");
    return new Stage(
        rig, main.assumption().with(host), model -> even(model, Math.round(1e6 * layers.first())));
  }

  private static ModelProfile even(ModelProfile model, long ns) {
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : model.segments()) {
      Map<Lane, Load> loads = new HashMap<>();
      segment.loads().keySet().forEach(lane -> loads.put(lane, new Load(ns, 0)));
      segments.add(new Segment(segment.name(), segment.inputBytes(), loads, segment.refusals()));
    }
    return new ModelProfile(model.model(), segments, model.hostNs());
  }
}
