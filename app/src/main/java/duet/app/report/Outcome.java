package duet.app.report;

import duet.app.reading.Detection;
import duet.app.reading.Provenance;
import duet.app.reading.Reading;
import duet.app.reading.SliceReading;
import duet.app.reading.Synthesis;
import duet.models.card.ImageOutput;
import duet.viewer.render.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How far a reading got, and what must stand on top of it when that is not all the way.
 *
 * @param warnings sentences for the top of the report; none when all is well
 */
record Outcome(State state, List<String> warnings) {
  /** What the report says anyway, in its own place. */
  private static final List<String> SAID =
      List.of("Ischaemia is not assessed.", "For research use only.");

  /** How far. */
  enum State {
    /** Every slice has both results. */
    COMPLETE,
    /** Some results are missing. */
    PARTIAL,
    /** There is no result at all. */
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Outcome {
    warnings = List.copyOf(warnings);
  }

  static Outcome of(Reading reading) {
    long images = images(reading);
    long boxes = boxes(reading);
    int slices = reading.series().slices().size();
    List<String> warnings = new ArrayList<>();
    State state =
        reading.complete() ? State.COMPLETE : images + boxes == 0 ? State.FAILED : State.PARTIAL;
    if (state == State.FAILED) {
      warnings.add("READING FAILED: no slice of " + slices + " has a result. Read the CT.");
    } else if (state == State.PARTIAL) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "PARTIAL READING: of %d slices %d have a synthetic MRI and %d were searched for"
                  + " findings. Read the CT.",
              slices,
              images,
              boxes));
    }
    warnings.addAll(reasons(reading));
    if (reading.provenance().untrained()) {
      warnings.add(Labels.UNTRAINED + ". Its images and boxes mean nothing.");
    }
    return new Outcome(state, warnings);
  }

  static long images(Reading reading) {
    return reading.slices().stream().filter(s -> s.synthesis() instanceof Synthesis.Image).count();
  }

  static long boxes(Reading reading) {
    return reading.slices().stream().filter(s -> s.detection() instanceof Detection.Boxes).count();
  }

  /** Each reason once, however many slices failed for it. */
  private static TreeSet<String> reasons(Reading reading) {
    TreeSet<String> reasons = new TreeSet<>();
    for (SliceReading slice : reading.slices()) {
      if (slice.synthesis() instanceof Synthesis.Failed failed) {
        reasons.add(failed.reason());
      }
      if (slice.detection() instanceof Detection.Failed failed) {
        reasons.add(failed.reason());
      }
    }
    return reasons;
  }

  /** What the models do not assess: ischaemia unless one does, and the limits of their cards. */
  static List<String> notAssessed(Provenance provenance) {
    List<String> limits = new ArrayList<>();
    if (classes(provenance).noneMatch(Outcome::ischaemic)) {
      limits.add("Ischaemia: not assessed.");
    }
    provenance.models().stream()
        .flatMap(use -> use.card().limits().stream())
        .filter(limit -> !SAID.contains(limit))
        .distinct()
        .forEach(limits::add);
    return limits;
  }

  private static Stream<String> classes(Provenance provenance) {
    return provenance.models().stream()
        .map(use -> use.card().output())
        .filter(ImageOutput.Boxes.class::isInstance)
        .flatMap(output -> ((ImageOutput.Boxes) output).classes().stream());
  }

  private static boolean ischaemic(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    return Stream.of("isch", "infarct").anyMatch(lower::contains);
  }
}
