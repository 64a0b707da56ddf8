package duet.viewer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FramesTest {
  @Test
  void aThumbnailAveragesWhatItCovers() {
    short[] checks = new short[64 * 64];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = (short) ((i % 64 + i / 64) % 2 == 0 ? 0 : 80);
    }
    Frame small =
        Frames.thumbnail(new Raster(64, 64, checks), new Grid(64, 64, 1, 1), Window.BRAIN, 16);
    for (int pixel : small.argb()) {
      assertEquals(0xFF808080, pixel);
    }
  }

  @Test
  void aThumbnailHasPhysicalAspect() {
    Frame small =
        Frames.thumbnail(
            new Raster(64, 64, new short[64 * 64]), new Grid(64, 64, 1, 2), Window.BRAIN, 32);
    assertEquals(16, small.width());
    assertEquals(32, small.height());
  }

  @Test
  void aTinyImageMayGrow() {
    Frame small =
        Frames.thumbnail(
            new Raster(2, 2, new short[] {0, 80, 80, 0}), new Grid(2, 2, 1, 1), Window.BRAIN, 4);
    assertEquals(4, small.width());
    assertEquals(0xFF000000, small.argb()[0]);
    assertEquals(0xFFFFFFFF, small.argb()[3]);
  }
}
