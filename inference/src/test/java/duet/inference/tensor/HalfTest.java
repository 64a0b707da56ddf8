package duet.inference.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTest {
  /** Bits from IEEE 754: sign, five bits of exponent with bias 15, ten of fraction. */
  @ParameterizedTest
  @CsvSource({
    "0, 0000",
    "-0.0, 8000",
    "1, 3C00",
    "-2, C000",
    "0.5, 3800",
    "65504, 7BFF",
    "65519, 7BFF",
    "65520, 7C00",
    "-1e9, FC00",
    "0.00006103515625, 0400",
    "5.9604645e-8, 0001",
    "2e-8, 0000",
    "2049, 6800",
    "2051, 6802",
    "0.333333333, 3555"
  })
  void hasTheBitsOfTheNearestNumber(float value, String bits) {
    assertEquals(bits, String.format("%04X", Half.of(value) & 0xFFFF));
  }

  @Test
  void everyHalfSurvivesTheWayThereAndBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Half.toFloat((short) bits);
      if (Float.isNaN(value)) {
        assertTrue(Float.isNaN(Half.toFloat(Half.of(value))));
      } else {
        assertEquals((short) bits, Half.of(value));
      }
    }
  }
}
