package duet.app.reproduce.experiment;

import static duet.inference.device.Lane.DLA0;
import static duet.inference.device.Lane.GPU;

import duet.app.reproduce.experiment.Bench.Outcome;
import duet.app.reproduce.experiment.Bench.Runner;
import duet.app.reproduce.experiment.PaperRow.Experiment;
import duet.inference.device.Lane;
import duet.inference.engine.jetson.Jetson;
import duet.inference.engine.jetson.board.Setting;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.models.build.Pix2Pix.Variant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The paper's experiments under an assumption.
 *
 * @param rig the networks
 * @param assumption what the paper does not say
 * @param costs makes other times of the predicted ones, for null models
 */
public record Stage(Rig rig, Assumption assumption, UnaryOperator<ModelProfile> costs) {

  /** As predicted. */
  public static Stage of(Rig rig, Assumption assumption) {
    return new Stage(rig, assumption, model -> model);
  }

  private Jetson jetson() {
    return new Jetson(assumption.setting(), assumption.precision());
  }

  private Bench bench() {
    Profile bare = jetson().price(List.of(rig.generator(Variant.ORIGINAL)));
    return new Bench(bare, assumption.depth());
  }

  public ModelProfile generator(Variant variant) {
    return costs.apply(jetson().price(rig.generator(variant)));
  }

  public ModelProfile detector() {
    return costs.apply(jetson().price(rig.detector(assumption.yolo())));
  }

  /** As trtexec profiles: no pipeline around it. */
  public Stage withoutHost() {
    Setting bare = assumption.setting().with("host", 0, "trtexec has no pipeline");
    return new Stage(rig, assumption.with(bare), costs);
  }

  /** A line of Tables IV or VI, with the paper's own cuts. */
  public Outcome outcome(PaperRow row) {
    return row.experiment() == Experiment.TWO_GANS ? twoGans(row) : ganAndYolo(row);
  }

  /** The same, as frames a second. */
  public Pair pair(PaperRow row) {
    List<Double> rates = outcome(row).rates();
    return new Pair(rates.get(0), rates.get(1));
  }

  /** One begins on the DLA and goes to the GPU, one the other way. */
  private Outcome twoGans(PaperRow row) {
    ModelProfile model = generator(row.variant());
    int first = rig.segment(model, row.toGpu());
    int second = rig.segment(model, assumption.cuts().getOrDefault(row.variant(), row.toDla()));
    return bench()
        .run(
            List.of(
                new Runner(model, Rig.lanes(model, List.of(DLA0, GPU), first)),
                new Runner(model, Rig.lanes(model, List.of(GPU, DLA0), second))));
  }

  /** The detector is on the GPU; the generator on the DLA, the GPU and the DLA again. */
  private Outcome ganAndYolo(PaperRow row) {
    ModelProfile model = generator(row.variant());
    int first = rig.segment(model, row.toGpu());
    int second = rig.segment(model, row.toDla());
    List<Lane> lanes = Rig.lanes(model, List.of(DLA0, GPU, DLA0), first, second);
    return bench().run(List.of(onGpu(detector()), new Runner(model, lanes)));
  }

  /** Figures 11 and 12: the detector on the GPU, the generator on the DLA. */
  public Outcome naive(Variant variant) {
    return bench().run(List.of(onGpu(detector()), onDla(generator(variant))));
  }

  /** Figures 8 to 10: the generator alone, on the DLA. */
  public Outcome alone(Variant variant) {
    return bench().run(List.of(onDla(generator(variant))));
  }

  /** Both models on the GPU, which the paper does not show. */
  public Outcome gpuOnly(PaperRow row) {
    ModelProfile model = generator(row.variant());
    ModelProfile other = row.experiment() == Experiment.TWO_GANS ? model : detector();
    return bench().run(List.of(onGpu(other), onGpu(model)));
  }

  private static Runner onGpu(ModelProfile model) {
    return new Runner(model, Rig.lanes(model, List.of(GPU)));
  }

  private static Runner onDla(ModelProfile model) {
    return new Runner(model, Rig.lanes(model, List.of(DLA0)));
  }
}
