package duet.viewer.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BoxTest {
  @Test
  void overlapIsTheSharedAreaOverTheWholeArea() {
    Box left = new Box(0, 0, 4, 2);
    assertEquals(1, left.iou(left));
    assertEquals(4.0 / 12, left.iou(new Box(2, 0, 4, 2)), 1e-12);
    assertEquals(0, left.iou(new Box(4, 0, 4, 2)));
  }

  @Test
  void refusesSizesThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new Box(0, 0, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Box(0, 0, 1, Double.NaN));
  }
}
