package duet.app.reproduce;

import duet.app.reproduce.experiment.Assumption;
import duet.app.reproduce.experiment.CutSearch;
import duet.app.reproduce.experiment.Fit;
import duet.app.reproduce.experiment.Pair;
import duet.app.reproduce.experiment.PaperRow;
import duet.app.reproduce.experiment.Rig;
import duet.app.reproduce.experiment.Scenario;
import duet.app.reproduce.experiment.Stage;
import duet.inference.dla.rule.Precision;
import duet.inference.engine.jetson.Jetson;
import duet.inference.engine.jetson.board.Boards;
import duet.inference.engine.jetson.board.Setting;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.models.build.Pix2Pix.Variant;
import duet.models.build.Yolov8.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The whole paper on a simulated Jetson, as it was agreed before the first run: two numbers are
 * fitted on one line, all else is predicted.
 *
 * @param rows of the paper
 * @param ridge the best fit for each throughput of a DLA core
 * @param sizes what is predicted for each size of the detector; the first is the main one
 * @param readings other ways to read what the paper leaves open
 * @param nulls what models that know nothing of layers or lanes would say, by name
 * @param cuts where the paper's rule would cut, by variant; two generators, then beside a detector
 * @param places where the paper's cuts lie, in the counting of our files
 * @param rig the networks
 */
record PaperStudy(
    List<PaperRow> rows,
    List<Scenario> ridge,
    List<Scenario> sizes,
    List<Scenario> readings,
    Map<String, List<Pair>> nulls,
    Map<Variant, List<CutSearch.Cuts>> cuts,
    List<CutSearch.Cuts> places,
    Rig rig) {
  static final String TWO_GANS = "paper-two-gans.svg";
  static final String GAN_YOLO = "paper-gan-yolo.svg";
  private static final String BOARD = "orin-64";

  /** The published floor of one core in FP16; see the table of constants. */
  static final double PRIOR = setting(BOARD, "MAXN").value("dla-fp16");

  static Setting setting(String board, String mode) {
    return Boards.read().setting(board, Optional.of(mode)).orElseThrow();
  }

  /** Runs all of it; takes half a minute. */
  static PaperStudy run(Consumer<String> progress) {
    Assumption main =
        new Assumption(setting(BOARD, "MAXN"), Precision.FP16, Scale.NANO, 1, Map.of());
    Rig rig = rig(main);
    List<PaperRow> rows = PaperRow.read();
    progress.accept("Fitting two numbers on the line of two generators, cropping ...");
    List<Fit> ridge = Fit.ridge(Fit.around(PRIOR), fit -> Scenario.error(rig, main, fit));
    Fit fit = Fit.choose(ridge, PRIOR);
    List<Scenario> along = new ArrayList<>();
    for (int i = 0; i < ridge.size(); i += 4) {
      along.add(Scenario.of("", rig, main, ridge.get(i)));
    }
    progress.accept("Predicting everything else for YOLOv8 n, s and m ...");
    List<Scenario> sizes = new ArrayList<>();
    for (Scale scale : Scale.values()) {
      sizes.add(Scenario.of("YOLOv8" + scale.letter(), rig, main.with(scale), fit));
    }
    progress.accept("Trying what else the paper could mean, and null models ...");
    return new PaperStudy(
        rows,
        along,
        sizes,
        Readings.of(rig, main),
        NullModels.of(rig, sizes.get(0)),
        cuts(rig, sizes.get(0)),
        places(rig, rows, sizes.get(0)),
        rig);
  }

  static Rig rig(Assumption assumption) {
    return new Rig(new Jetson(assumption.setting(), assumption.precision()).target());
  }

  private static Map<Variant, List<CutSearch.Cuts>> cuts(Rig rig, Scenario main) {
    Jetson jetson = new Jetson(main.assumption().setting(), Precision.FP16);
    Map<Variant, List<CutSearch.Cuts>> cuts = new LinkedHashMap<>();
    for (Variant variant : Variant.values()) {
      Profile profile = jetson.price(List.of(rig.generator(variant), rig.detector(Scale.NANO)));
      CutSearch search = new CutSearch(rig, profile);
      ModelProfile generator = profile.models().get(0);
      cuts.put(
          variant,
          List.of(search.ofTwo(generator), search.beside(profile.models().get(1), generator)));
    }
    return cuts;
  }

  private static List<CutSearch.Cuts> places(Rig rig, List<PaperRow> rows, Scenario main) {
    Jetson jetson = new Jetson(main.assumption().setting(), Precision.FP16);
    List<CutSearch.Cuts> places = new ArrayList<>();
    for (PaperRow row : rows) {
      ModelProfile model = jetson.price(rig.generator(row.variant()));
      places.add(
          new CutSearch.Cuts(
              rig.place(model, rig.segment(model, row.toGpu())),
              rig.place(model, rig.segment(model, row.toDla()))));
    }
    return places;
  }

  /** The diagrams by file name. */
  Map<String, String> diagrams() {
    Diagram two = new Diagram("Two generators, cut as in Table III");
    Diagram both = new Diagram("Generator and YOLOv8n, cut as in Table V");
    Stage stage = Stage.of(rig, main().assumption());
    for (PaperRow row : rows) {
      Diagram diagram = row.experiment() == PaperRow.Experiment.TWO_GANS ? two : both;
      diagram.add(PaperReport.words(row.variant()), stage.outcome(row));
    }
    Map<String, String> files = new LinkedHashMap<>();
    files.put(TWO_GANS, two.svg());
    files.put(GAN_YOLO, both.svg());
    return files;
  }

  Scenario main() {
    return sizes.get(0);
  }
}
