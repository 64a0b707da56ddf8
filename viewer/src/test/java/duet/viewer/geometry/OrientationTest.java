package duet.viewer.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OrientationTest {
  private static Orientation of(Point right, Point down) {
    return Orientation.of(new Plane(new Point(0, 0, 0), right, down, 1, 1));
  }

  @Test
  void axialFeetFirstHasTheRightOfThePatientOnTheLeft() {
    assertEquals(new Orientation("R", "L", "A", "P"), of(new Point(1, 0, 0), new Point(0, 1, 0)));
  }

  @Test
  void coronalHasTheHeadOnTop() {
    assertEquals(new Orientation("R", "L", "H", "F"), of(new Point(1, 0, 0), new Point(0, 0, -1)));
  }

  @Test
  void aFlippedImageSaysSo() {
    assertEquals(new Orientation("L", "R", "A", "P"), of(new Point(-1, 0, 0), new Point(0, 1, 0)));
  }

  @Test
  void gantryTiltShowsASecondLetter() {
    double tilt = Math.toRadians(18.5);
    Point down = new Point(0, Math.cos(tilt), -Math.sin(tilt));
    assertEquals(new Orientation("R", "L", "AH", "PF"), of(new Point(1, 0, 0), down));
  }
}
