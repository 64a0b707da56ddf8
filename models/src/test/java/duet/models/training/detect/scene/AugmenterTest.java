package duet.models.training.detect.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.models.card.ImageInput;
import duet.models.training.detect.Heads;
import duet.models.training.detect.yolo.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmenterTest {
  private static final int SIZE = 80;
  private static final List<Scene> SCENES = new ArrayList<>();

  @BeforeAll
  static void draw(@TempDir Path folder) throws IOException {
    SCENES.clear();
    Heads.write(folder, 6)
        .merged()
        .images()
        .forEach(i -> SCENES.add(Scene.read(i, ImageInput.Resize.LETTERBOX)));
  }

  private static Augmenter augmenter() {
    return new Augmenter(new Sampler(SCENES), Augmenter.Paint.BLEEDS);
  }

  @Test
  void theSameSeedGivesTheSamePicture() {
    Augmenter.Example one = augmenter().example(new Random(4), SIZE, 0.5);
    Augmenter.Example other = augmenter().example(new Random(4), SIZE, 0.5);
    assertArrayEquals(one.grey(), other.grey());
    assertEquals(one.boxes(), other.boxes());
    assertNotEquals(one.boxes(), augmenter().example(new Random(5), SIZE, 0.5).boxes());
  }

  @Test
  void boxesAndGreyStayWithinThePicture() {
    for (int seed = 0; seed < 60; seed++) {
      Augmenter.Example example = augmenter().example(new Random(seed), SIZE, 0.5);
      for (Box box : example.boxes()) {
        assertEquals(box, box.clipped(SIZE), "seed " + seed);
        assertTrue(box.width() > 2 && box.height() > 2, "seed " + seed + ": " + box);
      }
      for (float grey : example.grey()) {
        assertTrue(grey >= 0 && grey <= 1, "seed " + seed + ": " + grey);
      }
    }
  }

  @Test
  void findsTheInsideOfTheSkull() {
    Head head = SCENES.get(2).head(); // without a bleed
    assertTrue(head.isRing());
    assertEquals(160, head.centreX(), 1);
    assertEquals(160, head.centreY(), 1);
    assertEquals(106, head.brain(), 3);
    for (double angle = 0; angle < 6; angle++) {
      assertEquals(0.37 * 320, head.reach(angle), 3);
    }
    assertFalse(head.inside(160 + 0.39 * 320, 160), "bone is not inside");
  }

  @Test
  void whatIsPaintedLiesInItsBoxAndInsideTheSkull() {
    int painted = 0;
    for (int seed = 0; seed < 80; seed++) {
      Scene scene = SCENES.get(2);
      float[] canvas = scene.canvas();
      List<Box> boxes = new Painter(scene, canvas, new Random(seed)).bleed();
      for (Box box : boxes) {
        painted++;
        // soft edges and oedema may reach a little further
        Box around =
            new Box(0, box.left() - 20, box.top() - 20, box.right() + 20, box.bottom() + 20);
        assertTrue(brighter(scene, canvas, box) > 0, "seed " + seed + ": nothing in the box");
        assertEquals(0, brighterOutside(scene, canvas, around), "seed " + seed);
      }
    }
    assertTrue(painted > 40, painted + " bleeds of 80");
  }

  private static int brighter(Scene scene, float[] canvas, Box box) {
    int count = 0;
    for (int i = 0; i < canvas.length; i++) {
      int x = i % Scene.SIDE;
      int y = i / Scene.SIDE;
      boolean lit = canvas[i] > scene.at(x, y) + 13;
      count += lit && box.holds(x, y) ? 1 : 0;
    }
    return count;
  }

  private static int brighterOutside(Scene scene, float[] canvas, Box box) {
    int count = 0;
    for (int i = 0; i < canvas.length; i++) {
      int x = i % Scene.SIDE;
      int y = i / Scene.SIDE;
      boolean lit = canvas[i] > scene.at(x, y) + 13;
      boolean allowed = box.holds(x, y) && scene.head().inside(x / 2.0, y / 2.0);
      count += lit && !allowed ? 1 : 0;
    }
    return count;
  }

  @Test
  void transplantsALesionOntoAnotherHead() {
    Scene from = SCENES.get(0);
    Scene onto = SCENES.get(2);
    int grafted = 0;
    for (int seed = 0; seed < 20; seed++) {
      float[] canvas = onto.canvas();
      List<Box> boxes = new Painter(onto, canvas, new Random(seed)).transplant(from);
      for (Box box : boxes) {
        grafted++;
        double size = from.boxes().get(0).area();
        assertEquals(1, box.area() / size, 0.7, "seed " + seed);
        assertTrue(brighter(onto, canvas, box) > 0.3 * size, "seed " + seed);
      }
    }
    assertEquals(20, grafted);
  }

  @Test
  void anAffineMapAndItsInverseUndoEachOther() {
    Affine map = Affine.random(new Random(9), 640);
    Affine back = map.inverse();
    double x = map.x(12, -30);
    double y = map.y(12, -30);
    assertEquals(12, back.x(x, y), 1e-9);
    assertEquals(-30, back.y(x, y), 1e-9);
  }

  @Test
  void aFlipMirrorsABoxAndKeepsItsSize() {
    Affine flip = new Affine(-1, 0, 0, 1, 0, 0);
    Box box = new Box(0, 10, 0, 30, 8);
    assertEquals(new Box(0, -30, 0, -10, 8), flip.box(box, 20, 4));
  }

  @Test
  void drawsPatientsNotSlices() {
    List<Scene> lopsided = new ArrayList<>(SCENES.subList(0, 4));
    for (int i = 0; i < 30; i++) {
      lopsided.add(SCENES.get(0));
    }
    Sampler sampler = new Sampler(lopsided);
    Random random = new Random(1);
    int bleeding = 0;
    for (int i = 0; i < 2000; i++) {
      bleeding += sampler.scene(random).boxes().isEmpty() ? 0 : 1;
    }
    assertEquals(1000, bleeding, 80);
  }
}
