package duet.models.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeadCropTest {
  private static final int SIDE = 320;
  private static final float BRAIN = 100;
  private static final float SCALP = 160;

  private final float[] picture = new float[SIDE * SIDE];

  private void read(int y, float[] grey) {
    System.arraycopy(picture, y * SIDE, grey, 0, SIDE);
  }

  /** An elliptic skull from radius 1 to 1.1 and scalp to 1.3, in units of rx and ry. */
  private void head(double x, double y, double rx, double ry) {
    for (int i = 0; i < picture.length; i++) {
      int row = i / SIDE;
      double r = Math.hypot((i % SIDE + 0.5 - x) / rx, (row + 0.5 - y) / ry);
      if (r < 1.3) {
        picture[i] = r < 1 ? BRAIN : r < 1.1 ? 255 : SCALP;
      }
    }
  }

  private void fill(int left, int top, int right, int bottom, float grey) {
    for (int y = top; y < bottom; y++) {
      Arrays.fill(picture, y * SIDE + left, y * SIDE + right, grey);
    }
  }

  private HeadCrop crop() {
    HeadCrop crop = new HeadCrop();
    crop.find(SIDE, SIDE, this::read);
    return crop;
  }

  /** What the square shows at a pixel of the picture. */
  private float seen(HeadCrop crop, int x, int y) {
    float[] row = new float[crop.side()];
    crop.row(this::read, y - crop.top(), row);
    return row[x - crop.left()];
  }

  @Test
  void theSquareHoldsTheSkullAndAMargin() {
    head(170, 140, 70, 90);
    HeadCrop crop = crop();
    assertEquals(0, crop.side() % 16);
    assertEquals(1.2 * 2 * 1.1 * 90, crop.side(), 16);
    assertEquals(170, crop.left() + crop.side() / 2.0, 2);
    assertEquals(140, crop.top() + crop.side() / 2.0, 2);
  }

  @Test
  void scalpIsBlackAndSkullAndBrainAreAsTheyWere() {
    head(160, 160, 80, 80);
    HeadCrop crop = crop();
    assertEquals(BRAIN, seen(crop, 160, 160));
    assertEquals(BRAIN, seen(crop, 160 + 78, 160));
    assertEquals(255, seen(crop, 160 + 84, 160));
    assertEquals(0, seen(crop, 160 + 94, 160), "scalp");
  }

  @Test
  void aTableIsLeftOutThoughItIsWhite() {
    head(160, 140, 70, 80);
    int side = crop().side();
    fill(20, 250, 300, 254, 255);
    HeadCrop crop = crop();
    assertEquals(side, crop.side());
    assertEquals(0, seen(crop, 160, 252));
  }

  @Test
  void aTableWithALargerHullThanASkullNearTheVertexIsNoSkull() {
    head(160, 130, 50, 55);
    int side = crop().side();
    for (int x = 5; x < 315; x++) { // an arc that dips from row 200 to row 300
      int y = (int) (300 - 100 * Math.pow((x - 160) / 155.0, 2));
      fill(x, y, x + 2, y + 6, 255);
    }
    HeadCrop crop = crop();
    assertEquals(side, crop.side());
    assertEquals(BRAIN, seen(crop, 160, 130));
  }

  @Test
  void aGapInTheBoneLosesNoBrain() {
    head(160, 160, 80, 80);
    fill(220, 130, 320, 190, BRAIN); // a craniectomy, 60 pixels high
    HeadCrop crop = crop();
    assertEquals(BRAIN, seen(crop, 225, 160));
    assertEquals(BRAIN, seen(crop, 160, 160));
  }

  @Test
  void aSkullInPiecesIsOne() {
    head(160, 160, 80, 80);
    fill(150, 60, 170, 90, BRAIN); // a split from front to back, as wide as no suture is
    fill(150, 230, 170, 260, BRAIN);
    HeadCrop crop = crop();
    assertEquals(BRAIN, seen(crop, 100, 160));
    assertTrue(crop.side() >= 208 && crop.side() < 260, "side " + crop.side());
  }

  @Test
  void withoutBoneThePictureIsTakenWhole() {
    Arrays.fill(picture, BRAIN);
    fill(100, 100, 110, 110, 255); // calcium is no skull
    HeadCrop crop = crop();
    assertEquals(SIDE, crop.side());
    assertEquals(0, crop.left());
    assertEquals(BRAIN, seen(crop, 0, 0));
    assertEquals(BRAIN, seen(crop, SIDE - 1, SIDE - 1));
  }

  @Test
  void whatReachesBeyondThePictureIsBlack() {
    head(40, 160, 80, 80);
    HeadCrop crop = crop();
    float[] row = new float[crop.side()];
    crop.row(this::read, crop.side() / 2, row);
    assertTrue(crop.left() < 0, "begins at " + crop.left());
    assertEquals(0, row[0]);
    assertEquals(BRAIN, row[-crop.left()]);
    crop.row(this::read, -crop.top() - 1, row);
    assertArrayIsBlack(row);
  }

  private static void assertArrayIsBlack(float[] row) {
    for (float grey : row) {
      assertEquals(0, grey);
    }
  }

  @Test
  void oneServesPicturesOfManySizes() {
    head(160, 160, 80, 80);
    HeadCrop crop = new HeadCrop();
    crop.find(SIDE, SIDE, this::read);
    int before = crop.side();
    crop.find(3, 2, (y, grey) -> Arrays.fill(grey, 7));
    assertEquals(16, crop.side());
    float[] row = new float[16];
    crop.row((y, grey) -> Arrays.fill(grey, 7), 0 - crop.top(), row);
    assertEquals(3 * 7, sum(row));
    crop.find(SIDE, SIDE, this::read);
    assertEquals(before, crop.side());
    assertFalse(seen(crop, 160, 160) == 0);
  }

  private static double sum(float[] row) {
    double sum = 0;
    for (float grey : row) {
      sum += grey;
    }
    return sum;
  }
}
