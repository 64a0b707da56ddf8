package duet.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShiftTest {
  @Test
  void isTheMedianOfThePairwiseMeansAndHardlyFeelsAnOutlier() {
    List<Double> values = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 800.0);
    Shift shift = Shift.of(values);
    // 36 means: without the outlier they are 1, 1.5, 2, 2, ... 7; with it eight lie above 400.
    assertEquals(4.5, shift.estimate());
    assertEquals(2.5, shift.low(), "the fifth: 18 - 1.96 * 7.14 = 4.0 lie below");
    assertEquals(402.0, shift.high());
  }

  @Test
  void fewValuesTellNothing() {
    assertThrows(IllegalArgumentException.class, () -> Shift.of(List.of(1.0, 2.0)));
  }
}
