package duet.viewer.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ResampleTest {
  private static Raster noise(int columns, int rows) {
    Random random = new Random(7);
    short[] values = new short[columns * rows];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) random.nextInt(65536);
    }
    return new Raster(columns, rows, values);
  }

  private static int[] painted(Raster raster, View view) {
    Resample resample = new Resample();
    resample.draw(raster, view);
    int[] argb = new int[view.width() * view.height()];
    new Lut(Window.BONE).paint(resample, argb);
    return argb;
  }

  @Test
  void atZoomOneEachPixelIsThePixelOfTheImage() {
    Raster raster = noise(61, 40);
    View view = View.of(new Grid(61, 40, 1, 1), new Framing.At(1, 30.5, 20), 61, 40);
    assertArrayEquals(Frames.render(raster, Window.BONE).argb(), painted(raster, view));
  }

  @Test
  void atHighZoomEachPixelIsABlock() {
    Raster raster = noise(6, 5);
    View view = View.of(new Grid(6, 5, 1, 1), new Framing.At(8, 3, 2.5), 48, 40);
    int[] argb = painted(raster, view);
    int[] native1 = Frames.render(raster, Window.BONE).argb();
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 48; x++) {
        assertEquals(native1[y / 8 * 6 + x / 8], argb[y * 48 + x], "at " + x + ", " + y);
      }
    }
  }

  @Test
  void betweenPixelsARampStaysARamp() {
    short[] ramp = new short[32 * 4];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (short) (-1000 + i % 32 * 100);
    }
    View view = View.of(new Grid(32, 4, 1, 1), new Framing.At(2, 16, 2), 64, 8);
    Resample resample = new Resample();
    resample.draw(new Raster(32, 4, ramp), view);
    for (int x = 1; x < 63; x++) {
      double expected = -1000 + ((x + 0.5) / 2 - 0.5) * 100;
      assertEquals(expected, resample.values()[3 * 64 + x], 0.51, "at " + x);
    }
  }

  @Test
  void outsideTheImageIsTransparent() {
    View view = View.of(new Grid(10, 10, 1, 1), new Framing.At(1, 5, 5), 30, 20);
    int[] argb = painted(noise(10, 10), view);
    for (int i = 0; i < argb.length; i++) {
      int x = i % 30;
      int y = i / 30;
      boolean inside = x >= 10 && x < 20 && y >= 5 && y < 15;
      assertEquals(inside, argb[i] != 0, "at " + x + ", " + y);
    }
  }

  @Test
  void anImageOutOfSightPaintsNothing() {
    View view = new View(new Grid(10, 10, 1, 1), 30, 20, 1, 500, -500);
    for (int pixel : painted(noise(10, 10), view)) {
      assertEquals(0, pixel);
    }
  }

  @Test
  void oneRowAndOneColumnAreImages() {
    View row = View.of(new Grid(9, 1, 1, 1), Framing.Fit.FIT, 27, 27);
    View column = View.of(new Grid(1, 9, 1, 1), Framing.Fit.FIT, 27, 27);
    assertTrue(painted(noise(9, 1), row)[13 * 27 + 13] != 0);
    assertTrue(painted(noise(1, 9), column)[13 * 27 + 13] != 0);
  }

  @Test
  void theBufferIsKeptWhileItFits() {
    Resample resample = new Resample();
    resample.draw(noise(64, 64), View.of(new Grid(64, 64, 1, 1), Framing.Fit.FIT, 200, 100));
    short[] first = resample.values();
    resample.draw(noise(64, 64), View.of(new Grid(64, 64, 1, 1), Framing.Fit.FIT, 90, 100));
    assertSame(first, resample.values());
  }

  @Test
  void refusesARasterOfAnotherSize() {
    View view = View.of(new Grid(10, 10, 1, 1), Framing.Fit.FIT, 20, 20);
    assertThrows(IllegalArgumentException.class, () -> new Resample().draw(noise(10, 11), view));
  }
}
