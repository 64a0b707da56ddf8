package duet.viewer.panel.lane;

import java.util.List;
import java.util.Optional;

/**
 * The lanes at a moment.
 *
 * @param run whose numbers these are, and how fast it goes
 * @param axis the time that the strips show
 * @param lanes what use was made of each
 * @param spans what each did
 * @param plan what was to happen, on the same clock, if there is a plan
 * @param events out of the ordinary, the oldest first
 * @param machine what the machine tells of itself
 */
public record LaneSnapshot(
    Run run,
    TimeAxis axis,
    List<LaneUse> lanes,
    List<LaneSpan> spans,
    Optional<LanePlan> plan,
    List<Event> events,
    List<MachineFact> machine) {
  public LaneSnapshot {
    lanes = List.copyOf(lanes);
    spans = List.copyOf(spans);
    events = List.copyOf(events);
    machine = List.copyOf(machine);
  }

  List<String> names() {
    return lanes.stream().map(LaneUse::lane).toList();
  }

  /**
   * The run that is shown.
   *
   * @param origin whose numbers these are, for instance "measured on CPU lanes"
   * @param where what it ran on, for instance a runtime or a simulated device
   * @param kind whether anything was measured
   * @param framesPerSecond that came out of all lanes together
   */
  public record Run(String origin, String where, Kind kind, double framesPerSecond) {
    boolean isSimulated() {
      return kind == Kind.SIMULATED;
    }

    /** One word for its row beside the plan's. */
    String word() {
      return isSimulated() ? "simulated" : "measured";
    }
  }

  /** Whether the times are real. */
  public enum Kind {
    MEASURED,
    SIMULATED
  }

  /**
   * Something out of the ordinary that befell a lane.
   *
   * @param words what, and what follows
   * @param atNs on the clock of the spans
   */
  public record Event(String lane, String words, long atNs) {}

  /**
   * Something that the machine tells of itself.
   *
   * @param words short, such as "GPU 95 % at 1300 MHz"
   * @param meaning a sentence for who wants to know
   */
  public record MachineFact(String words, String meaning) {}
}
