package duet.app.quantise;

import duet.app.evaluation.BoxRun;
import duet.app.evaluation.MriRun;
import duet.app.evaluation.SyntheticMri;
import duet.app.evaluation.Ticker;
import duet.app.vision.Detector;
import duet.app.vision.Synthesiser;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Optimisation;
import duet.models.card.ImageOutput;
import duet.models.card.InstalledModel;
import duet.models.dataset.DetectionSet;
import duet.models.dataset.LabelledImage;
import duet.models.dataset.Pair;
import duet.models.dataset.PairSet;
import duet.models.dataset.Split;
import duet.models.evaluation.boxes.DetectionScores;
import duet.models.evaluation.image.Metric;
import duet.models.evaluation.image.Region;
import duet.models.evaluation.image.ScoreTable;
import java.nio.file.Path;
import java.util.List;

/**
 * Judges the old and the new model on the validation part of a dataset, as duet evaluate does.
 *
 * @param folder pairs for a model that makes images, labelled images for one that finds boxes
 */
public record Judge(Backend backend, Path folder) {
  private static final double MOST_PSNR_DB = 0.3;
  private static final double MOST_SSIM = 0.01;
  private static final double MOST_MAP = 0.01;

  /** As in duet evaluate detect: the tail of the curve belongs to the average precision. */
  private static final double FLOOR = 0.001;

  private static final int MARKED_CLASSES = 5;

  /**
   * What the new model loses.
   *
   * @throws duet.models.dataset.DatasetException when the dataset is not right
   */
  public List<Loss> losses(InstalledModel before, InstalledModel after, Ticker ticker)
      throws InterruptedException {
    if (before.card().output() instanceof ImageOutput.Boxes) {
      Loss loss = new Loss("mAP50", map(before, ticker), map(after, ticker), MOST_MAP);
      return List.of(loss);
    }
    ScoreTable old = images(before, ticker);
    ScoreTable now = images(after, ticker);
    return List.of(
        loss("PSNR dB", Metric.PSNR, old, now, MOST_PSNR_DB),
        loss("SSIM", Metric.SSIM, old, now, MOST_SSIM));
  }

  private static Loss loss(
      String name, Metric metric, ScoreTable old, ScoreTable now, double most) {
    return new Loss(name, old.mean(Region.WHOLE, metric), now.mean(Region.WHOLE, metric), most);
  }

  private ScoreTable images(InstalledModel model, Ticker ticker) throws InterruptedException {
    PairSet all = PairSet.read(folder);
    boolean whole = all.pairs().stream().allMatch(pair -> pair.split() == Split.NONE);
    List<Pair> pairs = (whole ? all : all.in(Split.VAL)).pairs();
    try (Synthesiser synthesiser = Synthesiser.open(engine(model), model.card())) {
      SyntheticMri mri = new SyntheticMri(synthesiser);
      return MriRun.of(pairs, model.card().name(), mri, List.of(), ticker).model();
    }
  }

  private double map(InstalledModel model, Ticker ticker) throws InterruptedException {
    ImageOutput.Boxes boxes = (ImageOutput.Boxes) model.card().output();
    boolean one = boxes.classes().size() == 1;
    DetectionSet all = DetectionSet.read(folder, one ? MARKED_CLASSES : boxes.classes().size());
    boolean whole = all.images().stream().allMatch(image -> image.split() == Split.NONE);
    DetectionSet part = whole ? all : all.in(Split.VAL);
    List<LabelledImage> images = (one ? part.merged() : part).images();
    BoxRun.Classes classes = one ? BoxRun.Classes.MERGED : BoxRun.Classes.SEPARATE;
    try (Detector detector = Detector.open(engine(model), model.card(), FLOOR)) {
      return new DetectionScores(
              BoxRun.of(images, detector, classes, ticker), boxes.classes().size())
          .map50()
          .value();
    }
  }

  private Engine engine(InstalledModel model) {
    return backend.open(model.file(), backend.lanes().get(0), Optimisation.ALL);
  }
}
