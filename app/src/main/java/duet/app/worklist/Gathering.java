package duet.app.worklist;

import duet.app.reading.Detection;
import duet.app.reading.SliceReading;
import duet.app.reading.Synthesis;
import duet.app.worklist.ReadingState.Phase;
import duet.inference.timeline.Span;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.series.Refused;
import duet.viewer.series.SeriesResult;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A series while it grows. Guarded by the lock of its {@link Worklist}. */
final class Gathering {
  /** Whether slices may still be on their way. */
  enum Arrival {
    GOING_ON,
    OVER
  }

  private final Map<String, Slice> slices = new LinkedHashMap<>();
  private final Map<String, SliceReading> readings = new LinkedHashMap<>();
  private final Map<Finding, Decision> decisions = new HashMap<>();
  private final List<Span> spans = new ArrayList<>();
  private final Slice first;
  private Optional<SeriesResult> result = Optional.empty();
  private OptionalInt expected = OptionalInt.empty();
  private int built;
  private int complete;
  private int withResult;

  Gathering(Slice first) {
    this.first = first;
  }

  /** Takes a slice; the first object of a SOP Instance UID is the one that stays. */
  Optional<Refused> add(Slice slice) {
    Slice known = slices.putIfAbsent(slice.sopInstanceUid(), slice);
    if (known == null || same(known, slice)) {
      return Optional.empty();
    }
    if (!known.header().patient().equals(slice.header().patient())) {
      return Optional.of(
          new Refused(
              Refused.Reason.MIXED_PATIENT,
              "Has the SOP Instance UID of an image of another patient; the first one is kept."));
    }
    return Optional.of(
        new Refused(
            Refused.Reason.DAMAGED,
            "Has the SOP Instance UID of another image; the first one is kept."));
  }

  private static boolean same(Slice a, Slice b) {
    return a.header().equals(b.header())
        && a.plane().equals(b.plane())
        && Arrays.equals(a.hu(), b.hu());
  }

  boolean has(String sopInstanceUid) {
    return slices.containsKey(sopInstanceUid);
  }

  List<Slice> slices() {
    return List.copyOf(slices.values());
  }

  /** Slices came since the last {@link #built}. */
  boolean stale() {
    return built != slices.size();
  }

  /** A slice has no answer yet. */
  boolean unread() {
    return readings.size() < slices.size();
  }

  void built(List<Slice> from, SeriesResult newResult) {
    result = Optional.of(newResult);
    built = from.size();
  }

  /** Keeps a result if it is one of this series and of a slice of it. */
  void accept(SliceReading reading) {
    boolean ours =
        reading.seriesInstanceUid().equals(first.header().seriesInstanceUid())
            && has(reading.sopInstanceUid());
    if (ours) {
      SliceReading before = readings.put(reading.sopInstanceUid(), reading);
      count(reading, 1);
      Optional.ofNullable(before).ifPresent(old -> count(old, -1));
    }
  }

  private void count(SliceReading reading, int by) {
    complete += reading.complete() ? by : 0;
    withResult += hasResult(reading) ? by : 0;
  }

  void ran(List<Span> more) {
    spans.addAll(more);
  }

  void expect(int slices) {
    expected = OptionalInt.of(slices);
  }

  void decide(Finding finding, Decision decision) {
    decisions.put(finding.decided(Decision.UNDECIDED), decision);
  }

  /** Bytes of pixels, of the CT and of the synthetic MRI that it will get. */
  long bytes() {
    return slices.values().stream().mapToLong(Gathering::bytes).sum();
  }

  static long bytes(Slice slice) {
    return 4L * slice.hu().length;
  }

  OpenSeries snapshot(Arrival arrival, Optional<String> unavailable) {
    return new OpenSeries(
        first.header(),
        result,
        first,
        readings,
        decisions,
        spans,
        state(phase(arrival, unavailable), unavailable));
  }

  private ReadingState state(Phase phase, Optional<String> unavailable) {
    ReadingState.Counts counts =
        new ReadingState.Counts(slices.size(), expected, readings.size(), complete);
    return new ReadingState(phase, counts, reason(phase, unavailable));
  }

  private Phase phase(Arrival arrival, Optional<String> unavailable) {
    if (result.orElse(null) instanceof Refused) {
      return Phase.REFUSED;
    }
    if (arrival == Arrival.GOING_ON) {
      return Phase.RECEIVING;
    }
    if (readings.size() < slices.size() && unavailable.isEmpty()) {
      return Phase.READING;
    }
    if (withResult == 0) {
      return Phase.FAILED;
    }
    boolean all = complete == readings.size();
    boolean allHere = slices.size() >= expected.orElse(0);
    return all && allHere && readings.size() == slices.size() ? Phase.DONE : Phase.PARTIAL;
  }

  private static boolean hasResult(SliceReading reading) {
    return reading.synthesis() instanceof Synthesis.Image
        || reading.detection() instanceof Detection.Boxes;
  }

  private String reason(Phase phase, Optional<String> unavailable) {
    return switch (phase) {
      case RECEIVING, READING, DONE -> "";
      case REFUSED -> result.map(refused -> ((Refused) refused).text()).orElse("");
      case PARTIAL, FAILED -> unavailable.orElseGet(this::shortfall);
    };
  }

  private String shortfall() {
    boolean missing = slices.size() < expected.orElse(0);
    String few = "Only " + slices.size() + " of " + expected.orElse(0) + " slices were received.";
    return missing ? (few + " " + firstFailure()).strip() : firstFailure();
  }

  private String firstFailure() {
    return readings.values().stream()
        .map(Gathering::failure)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  private static Optional<String> failure(SliceReading reading) {
    if (reading.synthesis() instanceof Synthesis.Failed failed) {
      return Optional.of(failed.reason());
    }
    if (reading.detection() instanceof Detection.Failed failed) {
      return Optional.of(failed.reason());
    }
    return Optional.empty();
  }
}
