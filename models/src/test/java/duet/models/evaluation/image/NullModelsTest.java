package duet.models.evaluation.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.Pair;
import duet.models.dataset.PairSet;
import duet.models.dataset.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NullModelsTest {
  @Test
  void theLinearMapFindsAnExactLine() {
    GreyPicture ct = Pictures.of(16, 1, (x, y) -> 10 * x);
    GreyPicture mri = Pictures.of(16, 1, (x, y) -> 5 * x + 20);
    double[] line = NullModels.of(List.of(ct), List.of(mri)).line();
    assertEquals(20, line[0], 1e-9);
    assertEquals(120, line[200], 1e-9);
  }

  @Test
  void theGreyLevelMapIsTheMeanOfEachLevelAndALineBetween() {
    GreyPicture ct = Pictures.of(4, 1, (x, y) -> new int[] {10, 10, 20, 20}[x]);
    GreyPicture mri = Pictures.of(4, 1, (x, y) -> new int[] {0, 100, 200, 240}[x]);
    double[] levels = NullModels.of(List.of(ct), List.of(mri)).levels();
    assertEquals(50, levels[10]);
    assertEquals(220, levels[20]);
    assertEquals(135, levels[15], 1e-9);
    assertEquals(50, levels[0]);
    assertEquals(220, levels[255]);
  }

  @Test
  void theMeanIsTakenPixelByPixelAndRounded() {
    GreyPicture ct = Pictures.flat(1, 0);
    List<GreyPicture> mris = List.of(Pictures.flat(1, 10), Pictures.flat(1, 21));
    GreyPicture mean = NullModels.of(List.of(ct, ct), mris).meanMri().apply(ct);
    assertArrayEquals(new byte[] {16}, mean.grey());
  }

  /** Computed on the same files with NumPy and SciPy, not with this code. */
  @Test
  void theRealPairsGiveTheFiguresOfAnotherImplementation() {
    Path near = Path.of("../../shared/data/ct2mri/pairs");
    Path folder = Files.exists(near) ? near : Path.of("../../../shared/data/ct2mri/pairs");
    assumeTrue(Files.exists(folder), "shared/data/ct2mri/pairs is not on this machine");
    PairSet set = PairSet.read(folder);
    List<NullModel> models = NullModels.fit(set.in(Split.TRAIN).pairs());
    double[][] expected = {
      {10.2718, 0.6086, 6177.59},
      {12.4825, 0.5594, 4100.82},
      {17.0385, 0.4474, 1336.23},
      {14.8863, 0.0989, 2338.45},
      {18.6324, 0.1594, 991.89}
    };
    for (int i = 0; i < expected.length; i++) {
      ScoreTable table = table(models.get(i), set.in(Split.VAL).pairs());
      assertEquals(expected[i][0], table.mean(Region.WHOLE, Metric.PSNR), 1e-3, table.model());
      assertEquals(expected[i][1], table.mean(Region.WHOLE, Metric.SSIM), 1e-3, table.model());
      assertEquals(expected[i][2], table.mean(Region.WHOLE, Metric.MSE), 0.5, table.model());
    }
  }

  private static ScoreTable table(NullModel model, List<Pair> pairs) {
    List<SliceScore> scores = new ArrayList<>();
    for (Pair pair : pairs) {
      GreyPicture ct = pair.readCt();
      scores.add(SliceScore.of(pair, pair.readMri(), model.apply(ct), HeadMask.of(ct)));
    }
    return new ScoreTable(model.name(), scores);
  }
}
