package duet.app.worklist;

import duet.app.reading.SliceReading;
import duet.inference.timeline.Span;
import duet.viewer.finding.Finding;
import duet.viewer.series.Refused;
import duet.viewer.series.SeriesResult;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * All series that are open. Slices come in from any thread; they are put in order on a thread of
 * its own, for many slices at once, and go to the reader on another. Whoever watches is told which
 * series changed and asks for it when it has time.
 *
 * <p>Results are kept by series and SOP Instance UID and dropped when no such slice is open, so
 * that nothing of another slice or patient can be shown.
 */
public final class Worklist implements AutoCloseable {
  /** After so long without a new slice a series counts as complete. */
  static final long QUIET_NS = 2_000_000_000L;

  private final Map<String, Gathering> series = new LinkedHashMap<>();
  private final Map<String, Long> lastArrival = new LinkedHashMap<>();
  private final Function<List<Slice>, SeriesResult> builder;
  private final Audience audience;
  private final LongSupplier clockNs;
  private final long budgetBytes;
  private final Assembly assembly = new Assembly(this::assemble);
  private Optional<Feeder> feeder = Optional.empty();
  private Optional<String> unavailable = Optional.empty();
  private Optional<String> looked = Optional.empty();
  private long usedBytes;

  /**
   * @param builder puts slices in order, such as {@code SeriesBuilder::build}
   * @param audience told on any thread, never with a lock held
   * @param budgetBytes of pixels that may be open at once
   */
  public Worklist(
      Function<List<Slice>, SeriesResult> builder,
      Audience audience,
      LongSupplier clockNs,
      long budgetBytes) {
    this.builder = builder;
    this.audience = audience;
    this.clockNs = clockNs;
    this.budgetBytes = budgetBytes;
    assembly.start();
  }

  /** Takes slices in any order; gives back why some of them cannot be shown. */
  public List<Refused> add(List<Slice> slices) {
    List<Refused> refused = new ArrayList<>();
    for (Slice slice : slices) {
      String uid = slice.header().seriesInstanceUid();
      boolean opens = !isOpen(uid);
      add(slice).ifPresent(refused::add);
      tell(uid, opens);
    }
    assembly.wake();
    return refused;
  }

  private synchronized boolean isOpen(String uid) {
    return series.containsKey(uid);
  }

  private void tell(String uid, boolean urgent) {
    if (urgent) {
      audience.changed(uid);
    } else {
      audience.progressed(uid);
    }
  }

  private synchronized Optional<Refused> add(Slice slice) {
    String uid = slice.header().seriesInstanceUid();
    long bytes = Gathering.bytes(slice);
    Gathering gathering = series.get(uid);
    boolean fresh = gathering == null || !gathering.has(slice.sopInstanceUid());
    if (fresh && usedBytes + bytes > budgetBytes) {
      return Optional.of(
          new Refused(
              Refused.Reason.TOO_LARGE,
              "No memory left for it. Close a series that is not needed and open it again."));
    }
    if (gathering == null) {
      gathering = new Gathering(slice);
      series.put(uid, gathering);
    }
    Optional<Refused> refused = gathering.add(slice);
    if (fresh) {
      usedBytes += bytes;
      lastArrival.put(uid, clockNs.getAsLong());
      feeder.ifPresent(f -> f.add(slice));
    }
    return refused;
  }

  /** From now on slices are read, those that are open already included. */
  public synchronized void readWith(SliceReader reader) {
    unavailable = Optional.empty();
    Feeder started = new Feeder(reader, new Keeping());
    feeder.ifPresent(Feeder::close);
    feeder = Optional.of(started);
    series.values().forEach(gathering -> gathering.slices().forEach(started::add));
    started.start();
  }

  /**
   * There is no reader.
   *
   * @param reason a sentence for the user
   */
  public void unavailable(String reason) {
    synchronized (this) {
      unavailable = Optional.of(reason);
    }
    uids().forEach(audience::changed);
  }

  /** Nothing more comes for these series: their import has ended. */
  public void complete(Collection<String> uids) {
    synchronized (this) {
      lastArrival.keySet().removeAll(uids);
    }
    uids.forEach(audience::changed);
  }

  /** How many slices a series will have, where its sender tells. */
  public void expect(String uid, int slices) {
    keep(uid, gathering -> gathering.expect(slices));
  }

  /** In the order of their first slices. */
  public synchronized List<String> uids() {
    return List.copyOf(series.keySet());
  }

  /** Whether slices wait for a reader or are with it. */
  public synchronized boolean underway() {
    return unavailable.isEmpty() && series.values().stream().anyMatch(Gathering::unread);
  }

  /** The series as it stands, unless it was closed. */
  public synchronized Optional<OpenSeries> series(String uid) {
    Gathering.Arrival arrival =
        lastArrival.containsKey(uid) ? Gathering.Arrival.GOING_ON : Gathering.Arrival.OVER;
    return Optional.ofNullable(series.get(uid)).map(g -> g.snapshot(arrival, unavailable));
  }

  /** The slice that is looked at: it and its neighbours are read first. */
  public synchronized void look(Slice slice) {
    looked = Optional.of(slice.sopInstanceUid());
    feeder.ifPresent(f -> f.prefer(slice));
  }

  /** Keeps what a person decided about a finding. */
  public void decide(String uid, Finding finding, Finding.Decision decision) {
    keep(uid, gathering -> gathering.decide(finding, decision));
  }

  /** Forgets a series and frees its memory. */
  public void close(String uid) {
    synchronized (this) {
      Gathering gone = series.remove(uid);
      if (gone != null) {
        usedBytes -= gone.bytes();
      }
      lastArrival.remove(uid);
      feeder.ifPresent(f -> f.forget(uid));
    }
    audience.changed(uid);
  }

  /** Keeps results with the series they belong to, and drops all others. */
  private final class Keeping implements Feeder.Answers {
    @Override
    public void answered(SliceReading reading) {
      update(reading.seriesInstanceUid(), gathering -> gathering.accept(reading));
      tell(reading.seriesInstanceUid(), isLooked(reading.sopInstanceUid()));
    }

    @Override
    public void ran(String uid, List<Span> spans) {
      keep(uid, gathering -> gathering.ran(spans));
    }
  }

  private void keep(String uid, Consumer<Gathering> what) {
    update(uid, what);
    audience.changed(uid);
  }

  private synchronized void update(String uid, Consumer<Gathering> what) {
    Optional.ofNullable(series.get(uid)).ifPresent(what);
  }

  private synchronized boolean isLooked(String sopInstanceUid) {
    return looked.filter(sopInstanceUid::equals).isPresent();
  }

  /** Puts what is new in order, and lets series end that have been quiet for long enough. */
  private void assemble() {
    for (String uid : uids()) {
      if (build(uid) || quiet(uid)) {
        audience.changed(uid);
      }
    }
  }

  private boolean build(String uid) {
    List<Slice> slices;
    synchronized (this) {
      Gathering gathering = series.get(uid);
      if (gathering == null || !gathering.stale()) {
        return false;
      }
      slices = gathering.slices();
    }
    SeriesResult result = builder.apply(slices);
    synchronized (this) {
      Optional.ofNullable(series.get(uid)).ifPresent(g -> g.built(slices, result));
    }
    return true;
  }

  private synchronized boolean quiet(String uid) {
    Long last = lastArrival.get(uid);
    return last != null && clockNs.getAsLong() - last > QUIET_NS && lastArrival.remove(uid) != null;
  }

  @Override
  public void close() {
    assembly.close();
    synchronized (this) {
      feeder.ifPresent(Feeder::close);
    }
  }
}
