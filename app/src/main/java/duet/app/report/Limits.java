package duet.app.report;

import duet.app.reading.Provenance;
import duet.models.card.ImageOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the models of a reading do not assess: their cards' limits, and ischaemia unless one does.
 */
final class Limits {
  /** What the report says anyway, in its own place. */
  private static final List<String> SAID =
      List.of("Ischaemia is not assessed.", "For research use only.");

  private Limits() {}

  static List<String> of(Provenance provenance) {
    List<String> limits = new ArrayList<>();
    if (classes(provenance).noneMatch(Limits::ischaemic)) {
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
