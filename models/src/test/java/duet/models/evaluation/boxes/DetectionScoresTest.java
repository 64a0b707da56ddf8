package duet.models.evaluation.boxes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.models.dataset.LabelBox;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionScoresTest {
  private static final LabelBox LEFT = new LabelBox(0, 0.2, 0.5, 0.2, 0.2);
  private static final LabelBox RIGHT = new LabelBox(0, 0.8, 0.5, 0.2, 0.2);
  private static final Area NOWHERE = new Area(0.4, 0, 0.5, 0.1);

  private static FoundBox on(LabelBox box, double score) {
    return new FoundBox(box.classIndex(), score, Area.of(box));
  }

  private static FoundBox wrong(double score) {
    return new FoundBox(0, score, NOWHERE);
  }

  private static JudgedImage image(String patient, List<LabelBox> marked, FoundBox... found) {
    return new JudgedImage(patient, patient + marked.size(), marked, List.of(found));
  }

  private static DetectionScores scores(JudgedImage... images) {
    return new DetectionScores(List.of(images), 1);
  }

  @Test
  void averagePrecisionByHand() {
    // by score: hit (precision 1, recall 1/2), wrong, hit (precision 2/3, recall 1):
    // recalls 0 to 0.50 have precision 1, 0.51 to 1 have 2/3
    double expected = (51 * 1.0 + 50 * 2 / 3.0) / 101;
    DetectionScores scores =
        scores(image("a", List.of(LEFT, RIGHT), on(LEFT, 0.9), wrong(0.8), on(RIGHT, 0.7)));
    assertEquals(expected, scores.map50().value(), 1e-12);
    assertEquals(expected, scores.map50to95().value(), 1e-12); // the hits overlap fully
  }

  @Test
  void aRecallThatIsNotReachedCountsZero() {
    DetectionScores scores = scores(image("a", List.of(LEFT, RIGHT), on(LEFT, 0.9)));
    assertEquals(51 / 101.0, scores.map50().value(), 1e-12);
  }

  @Test
  void aSecondBoxOnTheSameLesionIsFalse() {
    DetectionScores scores =
        scores(image("a", List.of(LEFT, RIGHT), on(LEFT, 0.9), on(LEFT, 0.8), on(RIGHT, 0.7)));
    assertEquals((51 + 50 * 2 / 3.0) / 101, scores.map50().value(), 1e-12);
  }

  @Test
  void anOverlapOfSixTenthsHitsUpToALimitOfSixTenths() {
    // the same place, 0.6 of the height: IoU 0.6, so a hit at 0.50, 0.55 and 0.60 of ten limits
    Area low = new Area(0.1, 0.4, 0.3, 0.52 + 1e-9);
    DetectionScores scores = scores(image("a", List.of(LEFT), new FoundBox(0, 0.9, low)));
    assertEquals(1, scores.map50().value(), 1e-12);
    assertEquals(0.3, scores.map50to95().value(), 1e-12);
  }

  @Test
  void classesAreAveragedOverThoseThatAreMarked() {
    LabelBox other = RIGHT.as(1);
    JudgedImage image =
        image("a", List.of(LEFT, other), on(LEFT, 0.9), new FoundBox(2, 0.8, NOWHERE));
    DetectionScores scores = new DetectionScores(List.of(image), 3);
    assertEquals(0.5, scores.map50().value(), 1e-12);
    assertEquals(1, scores.ap50(0).value(), 1e-12);
    assertEquals(0, scores.ap50(1).value(), 1e-12);
    assertEquals(Double.NaN, scores.ap50(2).value());
    assertEquals(1, scores.marked(1));
  }

  @Test
  void imagesAreCalledByTheirStrongestBox() {
    DetectionScores scores =
        scores(
            image("a", List.of(LEFT), wrong(0.9)),
            image("b", List.of(LEFT), on(LEFT, 0.4)),
            image("c", List.of(), wrong(0.6)),
            image("d", List.of()));
    assertEquals(0.5, scores.sensitivity(0.5).value());
    assertEquals(0.5, scores.specificity(0.5).value());
    assertEquals(1, scores.sensitivity(0.4).value());
    // of four pairs of a positive and a negative image three are in order
    assertEquals(0.75, scores.areaUnderCurve().value());
  }

  @Test
  void theThresholdForASpecificityIsTheHighestWithTheMostSensitivity() {
    DetectionScores scores =
        scores(
            image("a", List.of(LEFT), on(LEFT, 0.9)),
            image("b", List.of(LEFT), on(LEFT, 0.4)),
            image("c", List.of(), wrong(0.6)),
            image("d", List.of(), wrong(0.1)));
    assertEquals(0.9, scores.thresholdFor(1));
    assertEquals(0.4, scores.thresholdFor(0.5));
  }

  @Test
  void theFreeResponseCurveByHand() {
    // over two images, by score: hit 0.9, false 0.8, hit 0.7, false 0.6
    DetectionScores scores =
        scores(
            image("a", List.of(LEFT, RIGHT), on(LEFT, 0.9), wrong(0.8), on(RIGHT, 0.7)),
            image("b", List.of(), wrong(0.6)));
    assertEquals(0.5, scores.froc(0.25).value()); // no false box is allowed
    assertEquals(1, scores.froc(0.5).value()); // one
    assertEquals(1, scores.froc(8).value());
  }

  @Test
  void boxesOfOneScoreComeTogether() {
    DetectionScores scores =
        scores(image("a", List.of(LEFT), on(LEFT, 0.9), wrong(0.9)), image("b", List.of()));
    assertEquals(0, scores.froc(0.25).value());
    assertEquals(1, scores.froc(0.5).value());
  }

  @Test
  void intervalsAreOverPatients() {
    DetectionScores scores =
        scores(image("a", List.of(LEFT), on(LEFT, 0.9)), image("b", List.of(RIGHT)));
    assertEquals(0, scores.map50().low());
    assertEquals(1, scores.map50().high());
    assertEquals(2, scores.map50().units());
  }
}
