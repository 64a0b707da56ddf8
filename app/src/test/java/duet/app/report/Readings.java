package duet.app.report;

import duet.app.reading.Detection;
import duet.app.reading.Provenance;
import duet.app.reading.Provenance.ModelUse;
import duet.app.reading.Reading;
import duet.app.reading.SliceReading;
import duet.app.reading.Synthesis;
import duet.app.vision.Cards;
import duet.app.vision.Slices;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import duet.models.card.ImageInput.Resize;
import duet.models.card.ModelCard;
import duet.models.card.Training;
import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.series.Remark;
import duet.viewer.series.Series;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Readings of a head that is an ellipse with a bleed. */
final class Readings {
  private static final int EDGE = 128;

  private Readings() {}

  /** All slices read, boxes on slices 3, 4 and 5, the strongest on 4. */
  static Reading complete(Training training) {
    List<SliceReading> results = new ArrayList<>();
    Series series = series();
    for (Slice slice : series.slices()) {
      results.add(result(slice, new Detection.Boxes(boxes(slice))));
    }
    return Reading.of(series, results, provenance(training), spans());
  }

  /** Slice 2 without boxes, slice 8 without anything. */
  static Reading partial() {
    Series series = series();
    List<SliceReading> results = new ArrayList<>();
    for (Slice slice : series.slices().subList(0, 7)) {
      Detection detection =
          slice.instanceNumber() == 2
              ? new Detection.Failed("CPU1: detection failed: out of memory")
              : new Detection.Boxes(List.of());
      results.add(result(slice, detection));
    }
    return Reading.of(series, results, provenance(Training.TRAINED), spans());
  }

  private static SliceReading result(Slice slice, Detection detection) {
    short[] grey = new short[EDGE * EDGE];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (short) Math.max(0, Math.min(255, 255 - 3 * slice.hu()[i]));
    }
    return new SliceReading(
        slice.header().seriesInstanceUid(),
        slice.sopInstanceUid(),
        new Synthesis.Image(EDGE, EDGE, grey),
        detection,
        250_000_000);
  }

  private static List<Finding> boxes(Slice slice) {
    int number = slice.instanceNumber();
    if (number < 3 || number > 5) {
      return List.of();
    }
    Box box = new Box(70, 40, 20 + number, 24);
    double confidence = 0.9 - 0.1 * Math.abs(number - 4);
    return List.of(
        new Finding(
            slice.sopInstanceUid(),
            "IPH",
            confidence,
            box,
            slice.plane().toPatient(box.x() + box.width() / 2, box.y() + 12),
            number == 5 ? Decision.ACCEPTED : Decision.UNDECIDED),
        new Finding(
            slice.sopInstanceUid(),
            "SDH",
            0.1,
            new Box(10, 50, 8, 30),
            slice.plane().toPatient(14, 65),
            Decision.UNDECIDED));
  }

  static Series series() {
    List<Slice> slices =
        IntStream.rangeClosed(1, 8)
            .mapToObj(number -> Slices.of("1.2", number, EDGE, EDGE, head()))
            .toList();
    List<Double> positions = IntStream.range(0, 8).mapToObj(i -> 5.0 * i).toList();
    return new Series(
        slices.get(0).header(),
        slices,
        positions,
        List.of(new Remark(Remark.Kind.GANTRY_TILT, "The gantry was tilted by 18.5 degrees.")));
  }

  private static short[] head() {
    short[] hu = new short[EDGE * EDGE];
    for (int i = 0; i < hu.length; i++) {
      double x = (i % EDGE - 64) / 50.0;
      double y = (i / EDGE - 64) / 60.0;
      double r = x * x + y * y;
      boolean bleed = Math.hypot(i % EDGE - 82, i / EDGE - 52) < 9;
      hu[i] = (short) (r > 1 ? -1000 : r > 0.85 ? 1200 : bleed ? 65 : 32 + i % 5);
    }
    return hu;
  }

  private static Provenance provenance(Training training) {
    ModelCard synthesis = Cards.synthesis(Cards.input(2, 2, Resize.STRETCH));
    ModelCard detection = Cards.detection(Cards.input(2, 2, Resize.LETTERBOX), "IPH", "SDH");
    String hash = "0123456789abcdef".repeat(4);
    return new Provenance(
        "Duet 0.1.0",
        "ONNX Runtime 1.29.0",
        Origin.CPU_LANES,
        List.of(
            new ModelUse(trained(synthesis, training), hash, Lane.CPU0),
            new ModelUse(trained(detection, training), hash, Lane.CPU1)));
  }

  private static ModelCard trained(ModelCard card, Training training) {
    return new ModelCard(
        card.name(),
        card.version(),
        card.task(),
        training,
        card.intendedUse(),
        List.of("A synthetic MRI may hide lesions or invent them; read the CT."),
        card.trainingData(),
        card.input(),
        card.output());
  }

  private static List<Span> spans() {
    long ms = 1_000_000;
    return List.of(
        new Span("synthesis", Activity.QUEUE, Lane.CPU0, 0, 0, ms),
        new Span("synthesis", Activity.ENGINE, Lane.CPU0, 0, ms, 161 * ms),
        new Span("detection", Activity.ENGINE, Lane.CPU1, 0, ms, 111 * ms));
  }
}
