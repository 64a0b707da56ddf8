package duet.models.training.mri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LossWeightsTest {
  @Test
  void oneOfThemMustCount() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new LossWeights(0, 0, 1, 1));
    assertEquals("lambda plus similarity is 0, must be more than 0", refusal.getMessage());
    assertEquals(1, new LossWeights(0, 1, 0, 1).similarity());
  }

  @Test
  void noneIsNegative() {
    assertTrue(refusal(-1, 1, 1).startsWith("lambda is -1.0"));
    assertTrue(refusal(1, -1, 1).startsWith("similarity is -1.0"));
    assertTrue(refusal(1, 1, -1).startsWith("adversarial is -1.0"));
  }

  private static String refusal(float lambda, float similarity, float adversarial) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> new LossWeights(lambda, similarity, adversarial, 1))
            .getMessage());
  }

  @Test
  void theDiscriminatorJoinsWhenToldTo() {
    LossWeights late = new LossWeights(100, 0, 1, 3);
    assertFalse(late.isAdversarial(2));
    assertTrue(late.isAdversarial(3));
    assertFalse(new LossWeights(100, 0, 0, 1).isAdversarial(9));
  }
}
