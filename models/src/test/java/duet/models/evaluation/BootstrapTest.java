package duet.models.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.models.evaluation.Estimate.Basis;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private record Item(String patient, String image, double value) {}

  private static double mean(List<Item> items) {
    return items.stream().mapToDouble(Item::value).average().orElse(Double.NaN);
  }

  private static Estimate estimate(Item... items) {
    return Bootstrap.over(List.of(items), Item::patient, Item::image).estimate(BootstrapTest::mean);
  }

  @Test
  void patientsAreDrawnWholeNotTheirImages() {
    // whichever patients are drawn, each brings 0 and 10: the mean cannot move
    Estimate steady =
        estimate(
            new Item("a", "1", 0),
            new Item("a", "2", 10),
            new Item("b", "3", 0),
            new Item("b", "4", 10));
    assertEquals(new Estimate(5, 5, 5, Basis.PATIENTS, 2), steady);
  }

  @Test
  void twoPatientsThatDifferGiveAnIntervalFromOneToTheOther() {
    // a quarter of the resamples hold only the first, a quarter only the second
    Estimate wide = estimate(new Item("a", "1", 0), new Item("b", "2", 10));
    assertEquals(new Estimate(5, 0, 10, Basis.PATIENTS, 2), wide);
  }

  @Test
  void onePatientIsResampledByImagesAndSaysSo() {
    Estimate one = estimate(new Item("a", "1", 0), new Item("a", "2", 10));
    assertEquals(Basis.IMAGES_OF_ONE_PATIENT, one.basis());
    assertEquals(2, one.units());
    assertEquals(0, one.low());
  }

  @Test
  void theSameDataGiveTheSameInterval() {
    Item[] items = new Item[9];
    for (int i = 0; i < items.length; i++) {
      items[i] = new Item("p" + i, "i" + i, i * i);
    }
    Estimate first = estimate(items);
    assertEquals(first, estimate(items));
    assertTrue(first.low() < first.value() && first.value() < first.high());
  }

  @Test
  void quantilesLieOnTheLineBetweenNeighbours() {
    double[] sorted = {0, 10, 20, 30};
    assertEquals(15, Bootstrap.quantile(sorted, 0.5));
    assertEquals(3, Bootstrap.quantile(sorted, 0.1), 1e-12);
    assertEquals(30, Bootstrap.quantile(sorted, 1));
    assertEquals(Double.NaN, Bootstrap.quantile(new double[0], 0.5));
  }
}
