package duet.models.evaluation.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import duet.models.dataset.GreyPicture;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final double C1 = 6.5025; // (0.01 * 255)^2
  private static final double C2 = 58.5225; // (0.03 * 255)^2

  @Test
  void aPictureAgainstItselfIsPerfect() {
    GreyPicture ramp = Pictures.of(16, 16, (x, y) -> 3 * x + y);
    assertEquals(new Score(100, 1, 0, 1), Score.of(ramp, ramp));
  }

  @Test
  void mseAndPsnrOfAKnownDifference() {
    GreyPicture flat = Pictures.flat(16, 100);
    // 10 on a quarter of the pixels: 100 / 4 = 25; 10 log10(65025 / 25) = 34.1514 dB
    GreyPicture off = Pictures.of(16, 16, (x, y) -> x < 4 ? 110 : 100);
    assertEquals(25, Score.of(flat, off).mse());
    assertEquals(34.1514, Score.of(flat, off).psnr(), 1e-4);
  }

  @Test
  void blackAgainstWhiteIsZeroDecibel() {
    Score worst = Score.of(Pictures.flat(16, 0), Pictures.flat(16, 255));
    assertEquals(0, worst.psnr());
    assertEquals(65025, worst.mse());
  }

  @Test
  void theMaskedScoreCountsOnlyWhatIsInside() {
    GreyPicture flat = Pictures.flat(16, 100);
    GreyPicture off = Pictures.of(16, 16, (x, y) -> x < 4 ? 110 : 100);
    boolean[] left = new boolean[256];
    for (int i = 0; i < left.length; i++) {
      left[i] = i % 16 < 8;
    }
    Score.Both both = Score.both(flat, off, new Mask(16, 16, left));
    assertEquals(25, both.whole().mse());
    assertEquals(50, both.masked().mse()); // half of those inside are off by 10
  }

  @Test
  void ssimOfFlatPicturesIsTheLuminanceTerm() {
    double expected = (2 * 100 * 150 + C1) / (100 * 100 + 150 * 150 + C1);
    Score score = Score.of(Pictures.flat(16, 100), Pictures.flat(16, 150));
    assertEquals(expected, score.ssim(), 1e-9);
  }

  @Test
  void ssimOfOneWindowByHand() {
    // one bright pixel in the middle of 11x11 against black: a single valid position
    GreyPicture dot = Pictures.of(11, 11, (x, y) -> x == 5 && y == 5 ? 200 : 0);
    double norm = 0;
    for (int k = -5; k <= 5; k++) {
      norm += Math.exp(-k * k / 4.5);
    }
    double weight = 1 / (norm * norm); // of the middle pixel
    double mean = weight * 200;
    double variance = weight * 200 * 200 - mean * mean;
    double expected = C1 * C2 / ((mean * mean + C1) * (variance + C2));
    assertEquals(expected, Score.of(dot, Pictures.flat(11, 0)).ssim(), 1e-12);
  }

  @Test
  void sharpnessIsTheShareOfTheGradient() {
    GreyPicture steep = Pictures.of(16, 16, (x, y) -> 8 * x);
    GreyPicture shallow = Pictures.of(16, 16, (x, y) -> 2 * x);
    assertEquals(0.25, Score.of(steep, shallow).sharpness(), 1e-12);
    assertEquals(4, Score.of(shallow, steep).sharpness(), 1e-12);
  }

  @Test
  void sizesMustAgree() {
    assertThrows(
        IllegalArgumentException.class, () -> Score.of(Pictures.flat(16, 0), Pictures.flat(32, 0)));
  }
}
