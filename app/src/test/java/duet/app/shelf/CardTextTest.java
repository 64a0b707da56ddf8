package duet.app.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.models.card.ModelCard;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardTextTest {
  private static final ModelCard GENERATOR =
      TestCards.of(TestCards.generator("g"), "ab".repeat(32));
  private static final ModelCard DETECTOR =
      TestCards.of(TestCards.detector("d", 320), "cd".repeat(32));

  private static String text(ModelCard card, String title) {
    return CardText.of(card, "ab".repeat(32)).stream()
        .filter(section -> section.title().startsWith(title))
        .flatMap(section -> section.rows().stream())
        .map(row -> row.label() + ": " + row.text())
        .reduce("", (a, b) -> a + b + "\n");
  }

  @Test
  void figuresStandWithIntervalDataAndCases() {
    assertEquals(
        """
        PSNR (dB): 20.9 (19.7 to 22.3) on held-out cases, 4 cases
        SSIM: 0.71 (0.66 to 0.75) on held-out cases, 4 cases
        """,
        text(GENERATOR, "Measured"));
    assertEquals(Optional.of("PSNR (dB) 20.9 (19.7 to 22.3)"), CardText.headline(GENERATOR));
  }

  @Test
  void whatIsLeftOfALesionIsAPercentage() {
    assertEquals(
        "bleed, 10 mm, +30 HU: 31 % (20 to 42 %) on validation, 24 inserted\n",
        text(GENERATOR, "Contrast of a lesion"));
  }

  @Test
  void aThresholdSaysWhatItMeans() {
    assertEquals(
        """
        Boxes from: confidence 0.3
        Sensitivity: 0.88 (0.81 to 0.94) per image on held-out patients, 500 images
        Specificity: 0.90 (0.86 to 0.93) per image on held-out patients, 500 images
        """,
        text(DETECTOR, "Threshold"));
  }

  @Test
  void useTermsSizeAndHashAreThere() {
    String all = text(DETECTOR, "");
    for (String said :
        List.of(
            "For: Marks intracranial haemorrhage",
            "Limit: No box does not mean",
            "Terms of data: CC BY 4.0",
            "Terms of weights: CC BY 4.0",
            "Part held out: 4 cases, 18 images",
            "Date, seeds: 2026-11-24, 7",
            "Command: duet train detect",
            "Takes: 3 x 320 x 320, window W 80 L 40 HU, letterbox",
            "Gives: boxes of haemorrhage",
            "3,006,623 parameters, 4.10 billion multiply-accumulates a slice, FP16",
            "SHA-256: " + "ab".repeat(32))) {
      assertTrue(all.contains(said), said + " is not in\n" + all);
    }
  }

  @Test
  void aCardThatTellsNothingOfQualitySaysSo() {
    ModelCard full = TestCards.detector("d", 320);
    ModelCard bare =
        new ModelCard(
            full.name(),
            full.version(),
            full.task(),
            full.training(),
            full.intendedUse(),
            full.limits(),
            full.trainingData(),
            full.input(),
            full.output());
    assertTrue(text(bare, "Measured").contains(CardText.NO_EVIDENCE));
    assertTrue(text(bare, "Threshold").contains("not measured"));
    assertEquals("trained, quality unknown", CardText.brief(bare));
  }
}
