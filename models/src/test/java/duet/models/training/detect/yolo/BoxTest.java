package duet.models.training.detect.yolo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BoxTest {
  private static Box box(double left, double top, double right, double bottom) {
    return new Box(0, left, top, right, bottom);
  }

  @Test
  void overlapIsIntersectionOverUnion() {
    // 2 x 2 and 2 x 2, one pixel apart both ways: 1 of 7
    assertEquals(1 / 7.0, box(0, 0, 2, 2).overlap(box(1, 1, 3, 3)), 1e-6);
    assertEquals(0, box(0, 0, 2, 2).overlap(box(2, 0, 4, 2)), 1e-9);
  }

  @Test
  void completeOverlapTakesOffTheDistanceOfTheCentres() {
    // Alike in shape. Centres (1, 1) and (2, 2): 2 over the hull's diagonal 3 * 3 + 3 * 3 = 18.
    double expected = 1 / 7.0 - 2 / 18.0;
    assertEquals(expected, box(0, 0, 2, 2).completeOverlap(box(1, 1, 3, 3)), 1e-6);
  }

  @Test
  void completeOverlapTakesOffUnlikeAspects() {
    // 4 x 2 and 2 x 4 about one centre: 4 of 12. Angles atan(1/2) and atan(2) differ by 0.643501.
    double v = 4 / (Math.PI * Math.PI) * 0.643501 * 0.643501;
    double alpha = v / (1 - 1 / 3.0 + v);
    double expected = 1 / 3.0 - alpha * v;
    assertEquals(expected, box(-2, -1, 2, 1).completeOverlap(box(-1, -2, 1, 2)), 1e-5);
  }

  @Test
  void equalBoxesOverlapCompletely() {
    assertEquals(1, box(3, 4, 10, 8).completeOverlap(box(3, 4, 10, 8)), 1e-6);
  }

  @Test
  void aThinBoxIsWidenedAboutItsCentre() {
    assertEquals(box(6, 0, 14, 20), box(9, 0, 11, 20).atLeast(8));
  }

  @Test
  void itsEdgeIsNotInside() {
    assertTrue(box(0, 0, 2, 2).holds(1, 1));
    assertFalse(box(0, 0, 2, 2).holds(0, 1));
  }
}
