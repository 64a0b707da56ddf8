package duet.app.cli.dla;

import duet.app.adapt.Plan;
import duet.inference.surgery.Edited.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was changed in a model, in lines for a person. */
final class AdaptText {
  private AdaptText() {}

  /** Like changes are counted; where names were asked for, they are told instead. */
  static List<String> lines(Plan plan) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Plan.Step step : plan.steps()) {
      for (Change change : step.changes()) {
        counts.merge(change.what().replaceAll(" ?'[^']*'", "").trim(), 1, Integer::sum);
      }
    }
    List<String> lines = new ArrayList<>();
    counts.forEach((what, times) -> lines.add(line("changed", times + " x " + what)));
    plan.head()
        .ifPresent(
            head ->
                lines.add(
                    line(
                        "head",
                        "cut off; outputs are now the maps "
                            + String.join(", ", head.maps())
                            + ": Duet decodes them, other programs must do so themselves")));
    plan.notes().forEach(note -> lines.add(line("layout", note)));
    return lines;
  }

  /** A change and where it was made, each. */
  static List<String> names(Plan plan) {
    return plan.steps().stream()
        .flatMap(step -> step.changes().stream())
        .map(change -> line("at", change.node() + ": " + change.what()))
        .toList();
  }

  static String line(String what, String text) {
    return String.format("  %-9s%s", what, text);
  }
}
