package duet.models.training.mri;

import duet.models.build.Pix2Pix.Variant;
import duet.models.dataset.PairSet;
import duet.models.training.Torch;
import duet.models.training.TrainingRun;
import duet.models.training.Watcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Table II of arXiv 2510.01730 as an experiment: the three variants, trained alike, several times
 * each from different random beginnings.
 *
 * <p>Original and cropping are one function of the same weights, so from one seed both would train
 * to the same bits. Each variant has seeds of its own; what differs between those two is what
 * chance does.
 */
public final class TableTwo {
  private static final int SEEDS_APART = 100;

  private TableTwo() {}

  /**
   * One run.
   *
   * @param score of the validation cases
   */
  public record Row(Variant variant, long seed, Score score) {}

  /**
   * Trains what is not yet trained; a run that was cut off goes on.
   *
   * @param options of each run but for variant and seed
   * @param folder gets one folder a run
   * @param seeds runs of each variant
   * @return by variant, then seed; fewer if the watcher cancelled
   */
  public static List<Row> run(
      Torch torch, MriOptions options, Path folder, PairSet pairs, int seeds, Watcher watcher) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      int position = 0;
      for (Variant variant : Variant.values()) {
        long seed = options.seed() + (long) SEEDS_APART * position + i;
        position++;
        String name = variant.name().toLowerCase(Locale.ROOT) + "-" + seed;
        watcher.say(name);
        Path run = folder.resolve(name);
        try (MriTrainer trainer =
            MriTrainer.open(torch, options.with(variant, seed), run, pairs, List.of(name))) {
          if (TrainingRun.isBegun(run)) {
            trainer.resume();
          }
          MriTrainer.Outcome outcome = trainer.run(watcher);
          if (outcome.cancelled()) {
            return rows;
          }
          rows.add(new Row(variant, seed, outcome.best()));
        }
      }
    }
    return rows;
  }
}
