package duet.models.evaluation.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.models.evaluation.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTableTest {
  private static SliceScore slice(String caseId, int slice, double psnr) {
    Score score = new Score(psnr, 0, 0, 1);
    return new SliceScore(caseId, caseId + "_" + slice, slice, score, score);
  }

  @Test
  void theHeadlineIsTheMeanOverSlicesAndTheOtherTheMeanOverCases() {
    ScoreTable table =
        new ScoreTable("m", List.of(slice("a", 1, 10), slice("a", 2, 20), slice("b", 1, 30)));
    Estimate headline = table.overSlices(Region.WHOLE, Metric.PSNR);
    assertEquals(20, headline.value()); // (10 + 20 + 30) / 3
    assertEquals(22.5, table.overCases(Region.WHOLE, Metric.PSNR)); // (15 + 30) / 2
    assertEquals(15, headline.low()); // only case a
    assertEquals(30, headline.high()); // only case b
    assertEquals(List.of("a", "b"), List.copyOf(table.byCase().keySet()));
  }
}
