package duet.app.cli.planning;

import duet.inference.device.Lane;
import duet.inference.profile.Hop;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a profile says, in a few lines. */
record ProfileText(Profile profile) {
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %s, %s"
            .formatted(
                profile.subject().device(),
                profile.subject().precision(),
                profile.subject().origin().words()));
    profile.models().forEach(model -> lines.add(line(model)));
    profile.lanes().forEach(lane -> lines.add(line(lane)));
    profile.hops().forEach(hop -> lines.add(line(hop)));
    return lines;
  }

  private String line(ModelProfile model) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(Locale.ROOT, "%-24s %3d segments", model.model(), model.segments().size()));
    for (Lane lane : profile.laneNames()) {
      line.append("  ").append(lane).append(' ').append(time(model, lane));
    }
    return line.toString();
  }

  private static String time(ModelProfile model, Lane lane) {
    if (model.runsOn(lane)) {
      double ms = model.on(lane, 0, model.segments().size()).timeNs() / 1e6;
      return String.format(Locale.ROOT, "%.2f ms", ms);
    }
    long refused = model.segments().stream().filter(segment -> !segment.runsOn(lane)).count();
    return "refuses " + refused;
  }

  private static String line(LaneTraits traits) {
    double speed = traits.contention().speed(1, 1);
    return String.format(
        Locale.ROOT, "%s beside others: %.0f %% of its speed alone", traits.lane(), 100 * speed);
  }

  private static String line(Hop hop) {
    return String.format(
        Locale.ROOT,
        "%s to %s: %.0f µs and %.2f ms a MiB",
        hop.from(),
        hop.to(),
        hop.fixedNs() / 1e3,
        hop.nsPerByte() * (1 << 20) / 1e6);
  }
}
