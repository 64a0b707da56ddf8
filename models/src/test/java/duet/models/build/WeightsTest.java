package duet.models.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import duet.inference.tensor.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WeightsTest {
  @Test
  void haveTheCentreAndSpreadThatTheParameterAsksFor() {
    Spread spread = Spread.of(fill(1, "w", 100_000, 3, 0.5));
    assertEquals(3, spread.mean(), 0.01);
    assertEquals(0.5, spread.deviation(), 0.005);
  }

  @Test
  void areTheSameForTheSameSeedAndNameAndDifferentForOthers() {
    float[] weights = fill(1, "w", 1001, 0, 1);
    assertArrayEquals(weights, fill(1, "w", 1001, 0, 1));
    assertFalse(Arrays.equals(weights, fill(2, "w", 1001, 0, 1)));
    assertFalse(Arrays.equals(weights, fill(1, "v", 1001, 0, 1)));
  }

  /**
   * The files of the stand-ins must be equal on every machine, so these numbers must be too. They
   * were computed with another program, not recorded from this one.
   */
  @Test
  void areTheseOnEveryMachine() {
    assertArrayEquals(new float[] {0.5672211f, -0.6334264f, -1.4447756f}, fill(1, "w", 3, 0, 1));
  }

  @Test
  void withoutSpreadAreTheCentre() {
    assertArrayEquals(new float[] {1, 1, 1}, fill(1, "w", 3, 1, 0));
  }

  private static float[] fill(long seed, String name, int length, double centre, double spread) {
    float[] values = new float[length];
    FloatBuffer into = FloatBuffer.wrap(values);
    Weights.seeded(seed).fill(new Parameter(name, Shape.of(length), centre, spread), into);
    assertEquals(length, into.position());
    return values;
  }
}
