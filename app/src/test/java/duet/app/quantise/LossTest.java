package duet.app.quantise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LossTest {
  private static final Loss SMALL = new Loss("PSNR dB", 20, 19.75, 0.3);
  private static final Loss LARGE = new Loss("SSIM", 0.70, 0.68, 0.01);
  private static final Loss GAIN = new Loss("mAP50", 0.6, 0.7, 0.01);

  @Test
  void oneThatIsTooMuchIsEnough() {
    assertFalse(SMALL.isTooMuch());
    assertFalse(GAIN.isTooMuch());
    assertTrue(LARGE.isTooMuch());
    assertFalse(Loss.anyTooMuch(List.of(SMALL, GAIN)));
    assertTrue(Loss.anyTooMuch(List.of(SMALL, LARGE)));
  }

  @Test
  void saysWhatIsLostOfWhatMayBe() {
    assertEquals("  PSNR dB    20.0000 -> 19.7500, loses 0.2500 of at most 0.30", SMALL.line());
    assertTrue(LARGE.line().endsWith("TOO MUCH"));
  }
}
