package duet.app.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import duet.app.vision.input.Pixels;
import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.models.card.ImageInput.Resize;
import duet.models.card.ModelCard;
import duet.viewer.finding.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final ModelCard CARD =
      Cards.detection(Cards.input(100, 100, Resize.LETTERBOX), "bleed", "other");

  /** What the head says at one anchor: a box by centre and size, two scores. */
  private record Anchor(float x, float y, float w, float h, float bleed, float other) {
    float[] values() {
      return new float[] {x, y, w, h, bleed, other};
    }
  }

  private static List<DetectedBox> detect(List<Anchor> anchors, Pixels image) {
    int n = anchors.size();
    ScriptedEngine engine =
        new ScriptedEngine(
            Lane.CPU1,
            new Port("in", DataType.FLOAT, Shape.of(1, 1, 100, 100)),
            new Port("out", DataType.FLOAT, Shape.of(1, 6, n)),
            (in, out) -> {
              for (int i = 0; i < 6 * n; i++) {
                out.put(i, anchors.get(i % n).values()[i / n]);
              }
            });
    try (Detector detector = Detector.open(engine, CARD)) {
      return detector.apply(image);
    }
  }

  private static Pixels image(int columns, int rows) {
    return new Pixels.ColourPicture(columns, rows, new int[columns * rows]);
  }

  @Test
  void boxesComeInImagePixelsWithTheStrongestClass() {
    List<DetectedBox> found =
        detect(List.of(new Anchor(50, 50, 20, 10, 0.2f, 0.75f)), image(200, 100));
    assertEquals(List.of(new DetectedBox(1, "other", 0.75, new Box(80, 40, 40, 20))), found);
  }

  @Test
  void theWeakerOfTwoOverlappingBoxesOfAClassGoes() {
    Anchor strong = new Anchor(50, 50, 20, 20, 0.75f, 0);
    Anchor weak = new Anchor(51, 50, 20, 20, 0.5f, 0);
    Anchor otherClass = new Anchor(51, 50, 20, 20, 0, 0.25f);
    List<DetectedBox> found = detect(List.of(weak, strong, otherClass), image(100, 100));
    assertEquals(List.of(0.75, 0.25), found.stream().map(DetectedBox::confidence).toList());
  }

  @Test
  void equalScoresStandInTheOrderOfTheAnchors() {
    List<Anchor> anchors =
        IntStream.range(0, 4).mapToObj(i -> new Anchor(20 * i + 10, 50, 8, 8, 0.5f, 0)).toList();
    List<Double> lefts =
        detect(anchors, image(100, 100)).stream().map(found -> found.box().x()).toList();
    assertEquals(List.of(6.0, 26.0, 46.0, 66.0), lefts);
  }

  @Test
  void aHigherThresholdGivesTheSameAsCuttingTheResult() {
    for (int seed = 0; seed < 50; seed++) {
      List<Anchor> anchors = random(new Random(seed), 200);
      List<DetectedBox> cut =
          detect(anchors, image(100, 100)).stream().filter(b -> b.confidence() >= 0.5).toList();
      List<Anchor> above =
          anchors.stream().filter(a -> Math.max(a.bleed(), a.other()) >= 0.5).toList();
      assertEquals(detect(above, image(100, 100)), cut, "seed " + seed);
    }
  }

  @Test
  void suppressionAgreesWithItsDefinition() {
    for (int seed = 0; seed < 50; seed++) {
      List<Anchor> anchors = random(new Random(seed), 120);
      assertEquals(byDefinition(anchors), detect(anchors, image(100, 100)), "seed " + seed);
    }
  }

  private static List<Anchor> random(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Anchor(
                    random.nextInt(100),
                    random.nextInt(100),
                    16 + random.nextInt(32),
                    16 + random.nextInt(32),
                    random.nextInt(64) / 64f,
                    random.nextInt(64) / 64f))
        .toList();
  }

  private static List<DetectedBox> byDefinition(List<Anchor> anchors) {
    List<DetectedBox> left = new ArrayList<>();
    for (Anchor a : anchors) {
      int best = a.other() > a.bleed() ? 1 : 0;
      Box box = new Box(a.x() - a.w() / 2, a.y() - a.h() / 2, a.w(), a.h());
      float score = Math.max(a.bleed(), a.other());
      if (score >= Detector.FLOOR) {
        left.add(new DetectedBox(best, best == 1 ? "other" : "bleed", score, box));
      }
    }
    left.sort(Comparator.comparingDouble(box -> -box.confidence()));
    List<DetectedBox> kept = new ArrayList<>();
    while (!left.isEmpty()) {
      DetectedBox strongest = left.remove(0);
      kept.add(strongest);
      left.removeIf(
          box ->
              box.classIndex() == strongest.classIndex() && box.box().iou(strongest.box()) > 0.7);
    }
    return kept;
  }

  @Test
  void notANumberIsAFailureAndNotAnEmptySlice() {
    List<Anchor> broken = List.of(new Anchor(5, 5, 5, 5, Float.NaN, 0));
    InferenceException e =
        assertThrows(InferenceException.class, () -> detect(broken, image(100, 100)));
    assertEquals(Kind.WRONG_CONTRACT, e.kind());
  }

  @Test
  void scoresWithoutSigmoidAreRefused() {
    List<Anchor> logits = List.of(new Anchor(5, 5, 5, 5, 4.2f, 0));
    assertThrows(InferenceException.class, () -> detect(logits, image(100, 100)));
  }
}
