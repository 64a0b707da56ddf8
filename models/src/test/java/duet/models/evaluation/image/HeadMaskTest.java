package duet.models.evaluation.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.models.dataset.GreyPicture;
import org.junit.jupiter.api.Test;

class HeadMaskTest {
  /** A skull of radius 20 around brain with a black ventricle, above a head rest. */
  private static final GreyPicture HEAD =
      Pictures.of(
          64,
          64,
          (x, y) -> {
            double r = Math.hypot(x - 32, y - 26);
            boolean rest = y >= 54 && y <= 58 && x > 10 && x < 54;
            return r <= 4 ? 0 : r <= 17 ? 100 : r <= 20 || rest ? 255 : 0;
          });

  @Test
  void holdsTheVentricleButNotTheHeadRest() {
    Mask head = HeadMask.of(HEAD);
    assertTrue(head.at(32, 26), "ventricle");
    assertTrue(head.at(32, 44), "skull");
    assertFalse(head.at(32, 56), "head rest");
    assertFalse(head.at(2, 2), "air");
    assertEquals(Math.PI * 20 * 20, head.count(), 60);
  }

  @Test
  void aThinRestThatTouchesTheHeadIsCutOff() {
    GreyPicture touching = Pictures.of(64, 64, (x, y) -> y == 46 || y == 47 ? 255 : HEAD.at(x, y));
    Mask head = HeadMask.of(touching);
    assertFalse(head.at(4, 46));
    assertTrue(head.at(32, 26));
  }

  @Test
  void aBlackPictureCountsAsAWhole() {
    assertEquals(64 * 64, HeadMask.of(Pictures.flat(64, 0)).count());
  }
}
