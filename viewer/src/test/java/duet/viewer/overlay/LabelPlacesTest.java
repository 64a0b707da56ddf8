package duet.viewer.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.finding.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelPlacesTest {
  @Test
  void aLabelStandsAboveItsBox() {
    Box box = new Box(100, 100, 50, 50);
    Box label = new LabelPlaces(List.of(box), 400, 400).place(box, 80, 18);
    assertTrue(label.y() + label.height() <= box.y());
  }

  @Test
  void atTheUpperEdgeItStandsBelow() {
    Box box = new Box(100, 3, 50, 50);
    Box label = new LabelPlaces(List.of(box), 400, 400).place(box, 80, 18);
    assertTrue(label.y() >= box.y() + box.height());
  }

  @Test
  void labelsOfNeighboursCoverNeitherEachOtherNorTheBoxes() {
    Box a = new Box(100, 100, 40, 40);
    Box b = new Box(150, 104, 40, 40);
    LabelPlaces places = new LabelPlaces(List.of(a, b), 400, 400);
    Box first = places.place(a, 90, 18);
    Box second = places.place(b, 90, 18);
    assertEquals(0, first.iou(second));
    assertEquals(0, first.iou(b));
    assertEquals(0, second.iou(a));
  }
}
