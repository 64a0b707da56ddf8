package duet.viewer.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlaneTest {
  private static final Point LEFT = new Point(1, 0, 0);
  private static final Point BACK = new Point(0, 1, 0);
  private static final Point HEAD = new Point(0, 0, 1);

  @Test
  void theCentreOfTheFirstPixelIsTheOrigin() {
    Plane plane = new Plane(new Point(-100, -120, 30), LEFT, BACK, 0.5, 0.25);

    assertEquals(new Point(-100, -120, 30), plane.toPatient(0.5, 0.5));
  }

  @Test
  void columnsGoRightAndRowsGoDown() {
    // column 10 is 9.5 pixels of 0.5 mm from the first centre, row 20 is 19.5 pixels of 0.25 mm
    Plane plane = new Plane(new Point(-100, -120, 30), LEFT, BACK, 0.5, 0.25);

    assertEquals(new Point(-95.25, -115.125, 30), plane.toPatient(10, 20));
  }

  @Test
  void theAxisPointsToTheHeadHoweverTheImageWasWritten() {
    assertEquals(HEAD, axis(LEFT, BACK));
    assertEquals(HEAD, axis(LEFT.times(-1), BACK.times(-1)));
    assertEquals(0, axis(LEFT.times(-1), BACK).distanceTo(HEAD));
    assertEquals(0, axis(LEFT, BACK.times(-1)).distanceTo(HEAD));
  }

  @Test
  void theAxisOfACoronalImagePointsToTheBackAndOfASagittalOneToTheLeft() {
    assertEquals(0, axis(LEFT, HEAD.times(-1)).distanceTo(BACK));
    assertEquals(0, axis(LEFT.times(-1), HEAD.times(-1)).distanceTo(BACK));
    assertEquals(0, axis(BACK, HEAD.times(-1)).distanceTo(LEFT));
  }

  private static Point axis(Point right, Point down) {
    return new Plane(new Point(0, 0, 0), right, down, 1, 1).axis();
  }
}
