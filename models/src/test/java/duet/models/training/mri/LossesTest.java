package duet.models.training.mri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import duet.models.training.Torch;
import org.junit.jupiter.api.Test;

class LossesTest {
  private static final Shape IMAGE = new Shape(2, 1, 64, 64);
  private static final float BLACK = -1;
  private static final float GREY_LEVEL = 2 / 255f;

  @Test
  void equalImagesAreAlike() {
    try (Torch torch = Torch.open(1, Torch.Device.CPU);
        NDManager scratch = torch.manager().newSubManager()) {
      Losses losses = new Losses(torch.manager(), 64);
      NDArray image = scratch.randomUniform(-1, 1, IMAGE);
      assertEquals(1, losses.similarity(image, image).getFloat(), 1e-5);
    }
  }

  @Test
  void differenceIsTheMeanOverAllPixels() {
    try (Torch torch = Torch.open(1, Torch.Device.CPU);
        NDManager scratch = torch.manager().newSubManager()) {
      NDArray a = scratch.create(new float[] {-1, 0, 0.5f, 1});
      NDArray b = scratch.create(new float[] {1, 0, 0, 1});
      assertEquals(2.5 / 4, Losses.l1(a, b).getFloat(), 1e-6);
    }
  }

  /**
   * Two even images: the second factor of SSIM is 1, the first {@code (2 ab + C1) / (a² + b² + C1)}
   * with black as 0. For 0 and 3 of 255 and C1 = 2.55² it is 6.5025 / 15.5025.
   */
  @Test
  void threeGreyLevelsOnBlackAreALot() {
    try (Torch torch = Torch.open(1, Torch.Device.CPU);
        NDManager scratch = torch.manager().newSubManager()) {
      Losses losses = new Losses(torch.manager(), 64);
      NDArray black = scratch.full(IMAGE, BLACK);
      NDArray almost = scratch.full(IMAGE, BLACK + 3 * GREY_LEVEL);
      assertEquals(6.5025 / 15.5025, losses.similarity(black, almost).getFloat(), 1e-4);
    }
  }

  @Test
  void leavesNothingWithWhatLivesLong() {
    try (Torch torch = Torch.open(1, Torch.Device.CPU)) {
      Losses losses = new Losses(torch.manager(), 64);
      int before = torch.manager().getManagedArrays().size();
      assertTrue(before > 0);
      try (NDManager scratch = torch.manager().newSubManager()) {
        NDArray image = scratch.randomUniform(-1, 1, IMAGE);
        losses.similarity(image, image.neg());
      }
      assertEquals(before, torch.manager().getManagedArrays().size());
    }
  }
}
