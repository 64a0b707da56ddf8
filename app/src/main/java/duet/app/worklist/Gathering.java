package duet.app.worklist;

import duet.app.reading.Detection;
import duet.app.reading.SliceReading;
import duet.app.reading.Synthesis;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.series.Refused;
import duet.viewer.series.SeriesResult;
import duet.viewer.series.Slice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Slice first;
  private Optional<SeriesResult> result = Optional.empty();
  private int built;

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

  void built(List<Slice> from, SeriesResult newResult) {
    result = Optional.of(newResult);
    built = from.size();
  }

  /** Keeps a result if it is one of this series and of a slice of it. */
  boolean accept(SliceReading reading) {
    boolean ours =
        reading.seriesInstanceUid().equals(first.header().seriesInstanceUid())
            && has(reading.sopInstanceUid());
    if (ours) {
      readings.put(reading.sopInstanceUid(), reading);
    }
    return ours;
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
        first.header(), result, first, readings, decisions, state(arrival, unavailable));
  }

  private ReadingState state(Arrival arrival, Optional<String> unavailable) {
    int failed = (int) readings.values().stream().filter(r -> !r.complete()).count();
    int read = readings.size();
    ReadingState.Phase phase;
    String reason = "";
    if (result.orElse(null) instanceof Refused refused) {
      phase = ReadingState.Phase.REFUSED;
      reason = refused.text();
    } else if (arrival == Arrival.GOING_ON) {
      phase = ReadingState.Phase.RECEIVING;
    } else if (unavailable.isPresent() && read < slices.size()) {
      phase = read > failed ? ReadingState.Phase.PARTIAL : ReadingState.Phase.FAILED;
      reason = unavailable.get();
    } else if (read < slices.size()) {
      phase = ReadingState.Phase.READING;
    } else if (failed == 0) {
      phase = ReadingState.Phase.DONE;
    } else {
      phase = failed < read ? ReadingState.Phase.PARTIAL : ReadingState.Phase.FAILED;
      reason = firstFailure();
    }
    return new ReadingState(phase, slices.size(), read, failed, reason);
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
