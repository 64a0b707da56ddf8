package duet.models.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardReaderTest {
  private static final String CARD =
      """
      name: small
      version: 1.2.3
      task: detection
      training: trained
      intendedUse: A test.
      limits:
        - "It finds nothing: ever."
        - Nor this.
      trainingData: none
      input:
        tensor: images
        width: 640
        height: 480
        windowCentre: 40
        windowWidth: 80.5
        resize: letterbox
        channels: 3
        order: bgr
        scale: 0.5
        offset: -1
      output:
        kind: boxes
        tensor: output0
        classes: [EDH, IPH]
        confidence: 0.25
        iou: 0.7
      """;

  private static final String SHA256 = "a".repeat(64);
  private static final String TRAINED =
      CARD
          + """
          file:
            sha256: %s
            parameters: 3006623
            macs: 4100000000
            precision: fp16
          making:
            dataTerms: CC BY-NC-ND 4.0
            weightsTerms: Research only.
            splits:
              - {name: training, cases: 60, images: 2000}
              - {name: test, cases: 15, images: 500}
            seeds: [7, 8]
            date: 2026-11-24
            command: duet train detect --data hemorrhage
          evidence:
            metrics:
              - {name: mAP50, value: 0.61, low: 0.52, high: 0.7, data: held-out patients, cases: 15}
            lesionContrast:
              - lesion: bleed, 10 mm
                kept: 0.4
                low: 0.3
                high: 0.5
                data: validation
                cases: 12
            operatingPoint:
              threshold: 0.25
              sensitivity: {value: 0.9, low: 0.8, high: 0.95}
              specificity: {value: 0.85, low: 0.8, high: 0.9}
              data: held-out patients
              images: 500
          """
              .formatted(SHA256);

  private static final ModelCard MODEL =
      new ModelCard(
          "small",
          "1.2.3",
          Task.DETECTION,
          Training.TRAINED,
          "A test.",
          List.of("It finds nothing: ever.", "Nor this."),
          "none",
          new ImageInput(
              "images", 640, 480, 40, 80.5, Resize.LETTERBOX, 3, ChannelOrder.BGR, 0.5, -1),
          new ImageOutput.Boxes("output0", List.of("EDH", "IPH"), 0.25, 0.7));

  @TempDir private Path folder;

  @Test
  void readsEachField() {
    assertEquals(MODEL, read(CARD));
  }

  @Test
  void readsWhatTheWriterWrites() throws IOException {
    Path file = folder.resolve("card.yaml");
    CardWriter.write(MODEL, file);
    assertEquals(MODEL, CardReader.read(file));
    ModelCard numbers = withVersionAndUse("1.0", "yes: # no");
    CardWriter.write(numbers, file);
    assertEquals(numbers, CardReader.read(file));
  }

  /** Each line of the card spoilt in one way; the message must name the field and the trouble. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '  channels: 3'      | '  chanels: 3'            | input.channels: is missing
          '  channels: 3'      | ''                        | channels
          '  channels: 3'      | '  channels: 2'           | 'channels is 2, must be 1 or 3'
          '  channels: 3'      | '  channels: many'        | input.channels
          '  channels: 3'      | '  channels: 3.5'         | input.channels
          '  channels: 3'      | '  channels:'             | input.channels
          '  width: 640'       | '  width: 0'              | input size
          '  width: 640'       | '  width: 99999999999999' | input.width
          '  windowCentre: 40' | '  windowCentre: .nan'    | input.windowCentre
          '  scale: 0.5'       | '  scale: .inf'           | input.scale
          '  order: bgr'       | '  order: grb'            | input.order
          '  order: bgr'       | '  order: 1'              | input.order
          'task: detection'    | 'task: synthesis'         | does not fit task
          'version: 1.2.3'     | 'version: '               | version
          'name: small'        | 'name: ""'                | name
          '  kind: boxes'      | '  kind: image'           | output
          '  kind: boxes'      | ''                        | kind
          '  iou: 0.7'         | '  iou: 1.5'              | iou
          '  confidence: 0.25' | '  confidence: -1'        | confidence
          '[EDH, IPH]'         | '[]'                      | at least one class
          '[EDH, IPH]'         | '[EDH, EDH]'              | EDH
          'version: 1.2.3'     | 'name: twice'             | name
          'name: small'        | '  name: : small'         | YAML
          """)
  void namesTheFieldThatIsWrong(String from, String to, String said) {
    assertTrue(CARD.contains(from));
    CardException e = assertThrows(CardException.class, () -> read(CARD.replace(from, to)));
    assertTrue(e.toString().contains(said), e.toString());
  }

  @Test
  void refusesAFieldThatNoCardHas() {
    String more = CARD.replace("  channels: 3", "  channels: 3\n  colour: grey");
    CardException e = assertThrows(CardException.class, () -> read(more));
    assertEquals("field input.colour: a card has no such field", e.getMessage());
  }

  @Test
  void refusesWhatIsNoCard() {
    for (String text : List.of("", "# nothing", "42", "[]", "\u0000\u0001", "a: &a [*a]")) {
      assertThrows(CardException.class, () -> read(text), text);
    }
  }

  @Test
  void refusesAFileTooLongToBeACard() {
    assertThrows(CardException.class, () -> read("# ".repeat(50_000) + "\n" + CARD));
  }

  @Test
  void namesTheFileThatCannotBeRead() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), CARD.replace("iou", "iuo"));
    for (Path file : List.of(missing, wrong)) {
      CardException e = assertThrows(CardException.class, () -> CardReader.read(file));
      assertTrue(e.toString().contains(file.getFileName().toString()), e.toString());
    }
  }

  @Test
  void readsWhereAModelComesFromAndHowGoodItIs() throws IOException {
    ModelCard card = read(TRAINED);
    assertEquals(
        new ModelFile(SHA256, 3_006_623, 4_100_000_000L, ModelFile.Precision.FP16),
        card.file().orElseThrow());
    assertEquals(
        new Making(
            "CC BY-NC-ND 4.0",
            "Research only.",
            List.of(new Making.Split("training", 60, 2000), new Making.Split("test", 15, 500)),
            List.of(7L, 8L),
            "2026-11-24",
            "duet train detect --data hemorrhage"),
        card.making().orElseThrow());
    Evidence evidence = card.evidence().orElseThrow();
    assertEquals(
        List.of(new Evidence.Metric("mAP50", 0.61, 0.52, 0.7, "held-out patients", 15)),
        evidence.metrics());
    assertEquals(
        List.of(new Evidence.LesionContrast("bleed, 10 mm", 0.4, 0.3, 0.5, "validation", 12)),
        evidence.lesionContrast());
    Evidence.OperatingPoint point = evidence.operatingPoint().orElseThrow();
    assertEquals(new Evidence.Rate(0.9, 0.8, 0.95), point.sensitivity());
    assertEquals(new Evidence.Rate(0.85, 0.8, 0.9), point.specificity());
    assertEquals(500, point.images());
    Path file = folder.resolve("trained.yaml");
    CardWriter.write(card, file);
    assertEquals(card, CardReader.read(file));
  }

  @Test
  void eachPartThatTellsOfTrainingMayBeLeftOut() {
    ModelCard bare = read(CARD);
    assertEquals(Optional.empty(), bare.file());
    assertEquals(Optional.empty(), bare.making());
    assertEquals(Optional.empty(), bare.evidence());
    assertFalse(CardWriter.toYaml(bare).contains("evidence"));
  }

  /** As above, for the parts that tell of training. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '  sha256: a'       | '  sha256: Z'        | must be 64 digits of lower-case hex
          '  parameters: 3'   | '  parameters: -3'   | parameters -3
          '  precision: fp16' | '  precision: fp8'   | file.precision
          '  precision: fp16' | ''                   | precision
          '  date: 2026-'     | '  date: in 2026-'   | must be as 2026-11-24
          '  command: duet'   | '  comand: duet'     | making.command: is missing
          'name: test'        | 'name: training'     | a split is named twice
          'cases: 60'         | 'cases: 6000'        | of 6000 cases with 2000 images
          'seeds: [7, 8]'     | 'seeds: 7'           | making.seeds
          'low: 0.52'         | 'low: 0.92'          | is no value with an interval
          'low: 0.52'         | 'low: .nan'          | metrics
          'cases: 15, im'     | 'cases: 0, im'       | of 0 cases
          'value: 0.9,'       | 'value: 1.9,'        | must be in 0..1
          'threshold: 0.25'   | 'threshold: 0.3'     | boxes are shown from confidence 0.25
          'kept: 0.4'         | 'left: 0.4'          | lesionContrast.[0].kept: is missing
          """)
  void namesTheFieldThatIsWrongAboutTheTraining(String from, String to, String said) {
    assertTrue(TRAINED.contains(from), from);
    CardException e = assertThrows(CardException.class, () -> read(TRAINED.replace(from, to)));
    assertTrue(e.toString().contains(said), e.toString());
  }

  private static ModelCard withVersionAndUse(String version, String use) {
    return new ModelCard(
        MODEL.name(),
        version,
        MODEL.task(),
        MODEL.training(),
        use,
        MODEL.limits(),
        MODEL.trainingData(),
        MODEL.input(),
        MODEL.output());
  }

  private static ModelCard read(String yaml) {
    return CardReader.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
  }
}
