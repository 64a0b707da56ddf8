package duet.models.training.mri;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LevellingTest {
  @Test
  void bringsTheBrainOfEachPatientToTheMean() {
    byte[] ct = {0, 100, 100, (byte) 255};
    Example dark = new Example("a", "1", 2, ct, new byte[] {9, 60, 60, 30});
    Example bright = new Example("b", "2", 2, ct, new byte[] {0, 100, 100, (byte) 200});
    List<Example> levelled = Levelling.of(List.of(dark, bright));
    // The medians of the brain are 60 and 100, their mean is 80.
    assertArrayEquals(new byte[] {12, 80, 80, 40}, levelled.get(0).mri());
    assertArrayEquals(new byte[] {0, 80, 80, (byte) 160}, levelled.get(1).mri());
  }
}
