package duet.app.cli.evaluate;

import duet.models.dataset.Pair;
import duet.models.dataset.PairSet;
import duet.models.dataset.Split;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which pairs a verb shall use. */
final class PairChoice {
  @Option(
      names = "--pairs",
      required = true,
      paramLabel = "DIR",
      description = {
        "256x256 pictures of one name in DIR/CT and DIR/MRI; DIR/pairs.csv has name, case, slice,"
            + " split. Without it the case is what stands before the first _ or - of a name, and"
            + " all pairs are taken."
      })
  private Path folder = Path.of("");

  @Option(
      names = "--split",
      paramLabel = "PART",
      defaultValue = "val",
      description = "val, train, test or all; ${DEFAULT-VALUE} if left out.")
  private Part part = Part.VAL;

  /**
   * What was chosen.
   *
   * @param all the whole folder
   * @param pairs what is judged
   * @param word what the result calls it
   */
  record Chosen(PairSet all, List<Pair> pairs, String word) {
    List<Pair> training() {
      return all.pairs().stream().filter(pair -> pair.split() == Split.TRAIN).toList();
    }
  }

  Chosen read() {
    PairSet all = PairSet.read(folder);
    List<Pair> pairs = part.of(all).pairs();
    return new Chosen(all, pairs, part.word(pairs.get(0).split()));
  }
}
