package duet.app.vision.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.app.vision.Cards;
import duet.models.card.ImageInput.Resize;
import duet.viewer.finding.Box;
import org.junit.jupiter.api.Test;

class FitTest {
  private static Fit letterbox(int columns, int rows) {
    return Fit.of(Cards.input(640, 640, Resize.LETTERBOX), columns, rows);
  }

  @Test
  void aTallPictureIsPaddedLeftAndRight() {
    Fit expected = new Fit(0, 0, 810, 1080, 80, 0, 480, 640, 16 / 27.0, 16 / 27.0);
    assertEquals(expected, letterbox(810, 1080));
  }

  @Test
  void anOddRestOfPaddingGoesToTheEnd() {
    Fit fit = letterbox(640, 427);
    assertEquals(427, fit.fitHeight());
    assertEquals(106, fit.top()); // 213 rows of padding: 106 above, 107 below
  }

  @Test
  void sizesAreRoundedHalfToEvenAsPythonDoes() {
    assertEquals(2, letterbox(1280, 5).fitHeight()); // 2.5
    assertEquals(4, letterbox(1280, 7).fitHeight()); // 3.5
  }

  @Test
  void aHairKeepsOnePixel() {
    assertEquals(1, letterbox(5000, 1).fitHeight());
  }

  @Test
  void aBoxComesBackToTheImage() {
    Box box = letterbox(810, 1080).toImage(80 + 240, 320, 480, 640);
    assertEquals(new Box(0, 0, 810, 1080), box);
  }

  @Test
  void aBoxOfAPartComesBackToTheImage() {
    Fit fit = Fit.of(Cards.input(100, 100, Resize.HEAD), 200, 200).from(30, -10);
    assertEquals(new Box(30 + 80, -10 + 90, 40, 20), fit.toImage(50, 50, 20, 10));
  }

  @Test
  void aStretchedBoxComesBackToTheImage() {
    Fit fit = Fit.of(Cards.input(256, 256, Resize.STRETCH), 512, 128);
    assertEquals(new Box(128, 32, 256, 64), fit.toImage(128, 128, 128, 128));
  }
}
