package duet.viewer.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LutTest {
  @Property(tries = 200)
  void aWindowIsMonotone(
      @ForAll @DoubleRange(min = -32768, max = 32767) double centre,
      @ForAll @DoubleRange(min = 1, max = 65536) double width) {
    Lut lut = new Lut(new Window(centre, width));
    int before = 0;
    for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value++) {
      int grey = lut.argb((short) value) & 0xFF;
      assertTrue(grey >= before, "grey falls at " + value);
      before = grey;
    }
  }

  @Test
  void blackAndWhiteAreAtTheEdgesOfTheWindow() {
    Lut lut = new Lut(Window.STROKE);
    assertEquals(0xFF000000, lut.argb((short) 20));
    assertEquals(0xFFFFFFFF, lut.argb((short) 60));
    assertEquals(0xFF808080, lut.argb((short) 40));
  }

  @Test
  void syntheticGreysAreShownAsTheyAre() {
    Lut lut = new Lut(Window.SYNTHETIC);
    for (int grey = 0; grey < 256; grey++) {
      assertEquals(grey, lut.argb((short) grey) & 0xFF);
    }
  }

  @Test
  void anotherWindowReplacesTheTable() {
    Lut lut = new Lut(Window.BRAIN);
    lut.set(Window.BONE);
    assertEquals(new Lut(Window.BONE).argb((short) 700), lut.argb((short) 700));
  }
}
