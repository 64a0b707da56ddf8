package duet.models.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionSetTest {
  private static final int CLASSES = 5;
  @TempDir Path folder;

  @Test
  void readsBoxesGroupsAndSplits() throws IOException {
    Folders.labelled(folder, "a", "4 0.5 0.25 0.2 0.1\n\n0 0.1 0.1 0.2 0.2\n");
    Folders.labelled(folder, "b", "");
    Folders.text(folder.resolve("index.csv"), "name,group,split\nb.png,p2,val\na.png,p1,train\n");
    DetectionSet set = DetectionSet.read(folder, CLASSES);
    LabelledImage a = set.in(Split.TRAIN).images().get(0);
    assertEquals(
        List.of(new LabelBox(4, 0.5, 0.25, 0.2, 0.1), new LabelBox(0, 0.1, 0.1, 0.2, 0.2)),
        a.boxes());
    assertEquals(8, a.width());
    assertEquals(List.of(), set.in(Split.VAL).images().get(0).boxes());
    assertEquals(List.of("p1", "p2"), List.copyOf(set.byGroup().keySet()));
    assertEquals(0, set.merged().images().get(0).boxes().get(0).classIndex());
  }

  @Test
  void withoutAnIndexEveryPictureIsAGroup() throws IOException {
    Folders.labelled(folder, "a", "");
    Folders.labelled(folder, "b", "");
    DetectionSet set = DetectionSet.read(folder, CLASSES);
    assertEquals(2, set.byGroup().size());
    assertEquals(Split.NONE, set.images().get(0).split());
  }

  @Test
  void aLabelThatIsWrongIsNamedWithItsLine() throws IOException {
    Folders.labelled(folder, "a", "0 0.5 0.5 0.1 0.1\n5 0.5 0.5 0.1 0.1\n");
    refused("a.txt, line 2: class 5 is out of range, must be 0 to 4");
    Folders.labelled(folder, "a", "0 0.95 0.5 0.2 0.1\n");
    refused("a.txt, line 1: the box from (0.8500, 0.4500) to (1.0500, 0.5500) is not inside");
    Folders.labelled(folder, "a", "0 NaN 0.5 0.2 0.1\n");
    refused("not inside");
    Folders.labelled(folder, "a", "0 0.5 0.5 0 0.1\n");
    refused("has no area");
    Folders.labelled(folder, "a", "-1 0.5 0.5 0.1 0.1\n");
    refused("class -1 is negative");
    Folders.labelled(folder, "a", "0 0.5 0.5 0.1\n");
    refused("4 numbers, must be 5");
    Folders.labelled(folder, "a", "0 0.5 half 0.1 0.1\n");
    refused("is not five numbers");
  }

  @Test
  void aBoxOnTheEdgeIsInside() throws IOException {
    Folders.labelled(folder, "a", "0 0.95 0.05 0.1 0.1\n");
    assertEquals(1, DetectionSet.read(folder, CLASSES).images().get(0).boxes().size());
  }

  @Test
  void picturesAndLabelsMustBePaired() throws IOException {
    Folders.labelled(folder, "a", "");
    Folders.labelled(folder, "b", "");
    Files.delete(folder.resolve("labels/b.txt"));
    refused("lacks label files");
    Files.delete(folder.resolve("images/b.png"));
    Folders.text(folder.resolve("labels/c.txt"), "");
    refused("label files without a picture: c.txt");
  }

  @Test
  void aPatientInTwoSplitsIsRefused() throws IOException {
    Folders.labelled(folder, "a", "");
    Folders.labelled(folder, "b", "");
    Folders.text(folder.resolve("index.csv"), "name,group,split\na.png,p,val\nb.png,p,train\n");
    refused("group p is in val and in train");
  }

  @Test
  void readsTheRealImages() {
    DetectionSet set = DetectionSet.read(Folders.shared("stroke"), CLASSES);
    assertEquals(337, set.images().size());
    assertEquals(77, set.in(Split.VAL).images().size());
    assertEquals(10, set.in(Split.VAL).byGroup().size());
    assertEquals(224, set.images().stream().mapToInt(i -> i.boxes().size()).sum());
  }

  private void refused(String why) {
    var wrong = assertThrows(DatasetException.class, () -> DetectionSet.read(folder, CLASSES));
    assertTrue(String.valueOf(wrong.getMessage()).contains(why), wrong.getMessage());
  }
}
