package duet.app.cli.doctor;

import duet.app.doctor.Examination;
import duet.app.doctor.Link;
import duet.app.doctor.Trial;
import duet.inference.device.telemetry.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An examination in words for the person beside the machine. */
final class DoctorText {
  private DoctorText() {}

  static List<String> lines(Examination found) {
    List<String> lines = new ArrayList<>();
    lines.add("What GPU and DLA need:");
    found.links().forEach(link -> lines.add(line(link)));
    lines.add("");
    lines.add("Lanes that were tried, with a small network:");
    found.trials().forEach(trial -> lines.add(line(trial)));
    lines.addAll(telemetry(found.telemetry()));
    lines.add("");
    lines.add("Duet can use: " + usable(found) + " (" + String.join(", ", found.runtimes()) + ").");
    List<String> cures = found.cures();
    lines.add(cures.isEmpty() ? "Nothing has to be done." : "What to do for GPU and DLA:");
    for (int i = 0; i < cures.size(); i++) {
      lines.add("  " + (i + 1) + ". " + cures.get(i));
    }
    return lines;
  }

  private static List<String> telemetry(List<Reach> reach) {
    List<String> lines = new ArrayList<>(List.of("", "What the computer tells of itself:"));
    reach.forEach(one -> lines.add(line(one)));
    if (reach.stream().anyMatch(one -> one.state() == Reach.State.NEEDS_ROOT)) {
      lines.add("  Duet needs none of what is for root. sudo duet doctor shows it.");
    }
    return lines;
  }

  private static String line(Reach one) {
    String mark =
        switch (one.state()) {
          case READABLE -> "ok";
          case NEEDS_ROOT -> "root";
          case MISSING -> "-";
        };
    return String.format(Locale.ROOT, "  %-8s %-17s %s", mark, one.quantity(), one.words());
  }

  private static String line(Link link) {
    String mark =
        switch (link.state()) {
          case OK -> "ok";
          case MISSING -> "missing";
          case UNKNOWN -> "-";
        };
    return String.format(Locale.ROOT, "  %-8s %-17s %s", mark, link.name(), link.words());
  }

  private static String line(Trial trial) {
    if (trial instanceof Trial.Passed passed) {
      return String.format(
          Locale.ROOT,
          "  %-8s %-17s %.2f ms a run%s, ready after %.0f ms, within %.1e of ONNX Runtime; %s",
          "ok",
          passed.lane(),
          passed.runMs(),
          device(passed),
          passed.prepareMs(),
          passed.difference(),
          passed.origin());
    }
    String reason = trial.failure().orElse("");
    return String.format(Locale.ROOT, "  %-8s %-17s %s", "fails", trial.lane(), reason);
  }

  private static String device(Trial.Passed passed) {
    return passed.deviceMs().isPresent()
        ? String.format(Locale.ROOT, " (%.2f ms by its own clock)", passed.deviceMs().getAsDouble())
        : "";
  }

  private static String usable(Examination found) {
    String lanes =
        found.trials().stream()
            .filter(trial -> trial.failure().isEmpty())
            .map(trial -> trial.lane().name())
            .collect(Collectors.joining(", "));
    return lanes.isEmpty() ? "no lane" : lanes;
  }
}
