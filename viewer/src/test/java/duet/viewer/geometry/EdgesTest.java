package duet.viewer.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgesTest {
  /**
   * Image Orientation (Patient) as scanners write it for an axial slice: the first pixel lies at
   * the right front of the patient when supine and read from the feet.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "HFS or FFS seen from the feet,   1 0 0  0 1 0,   R L A P",
    "HFP or FFP not turned by scanner, -1 0 0  0 -1 0, L R P A",
    "seen from the head,              -1 0 0  0 1 0,   L R A P",
    "prone seen from the head,        1 0 0  0 -1 0,  R L P A",
    "coronal from the front,          1 0 0  0 0 -1,  R L H F",
    "sagittal from the left,          0 1 0  0 0 -1,  A P H F",
    "sagittal from the right,         0 -1 0  0 0 -1, P A H F",
    "decubitus right,                 0 -1 0  1 0 0,  P A R L"
  })
  void namesTheSideThatEachEdgeFaces(String name, String orientation, String letters) {
    String[] expected = letters.split(" ", -1);

    assertEquals(
        new Edges(expected[0], expected[1], expected[2], expected[3]),
        Edges.of(plane(orientation)),
        name);
  }

  @Test
  void namesTwoSidesWhereTheImageIsOblique() {
    // tilted by 18.5 degrees about the left-right axis: the front edge also faces the head
    Plane tilted = plane("1 0 0  0 0.9483237 -0.3173047");

    assertEquals(new Edges("R", "L", "AH", "PF"), Edges.of(tilted));
  }

  @Test
  void putsTheNearestSideFirst() {
    assertEquals("AR", Edges.letters(new Point(-0.6, -0.8, 0)));
    assertEquals("RA", Edges.letters(new Point(-0.8, -0.6, 0)));
    assertEquals("LPH", Edges.letters(new Point(1, 0.9, 0.8).unit()));
  }

  @Test
  void leavesOutASideThatIsOnlyGrazed() {
    assertEquals("L", Edges.letters(new Point(1, 0.2, -0.1).unit()));
  }

  private static Plane plane(String orientation) {
    double[] c =
        java.util.Arrays.stream(orientation.split(" +", -1))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return new Plane(
        new Point(0, 0, 0), new Point(c[0], c[1], c[2]), new Point(c[3], c[4], c[5]), 0.5, 0.5);
  }
}
