package duet.app.reading;

import duet.app.reading.Provenance.ModelUse;
import duet.app.reading.clock.SimulatedClock;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.pipeline.Channel;
import duet.inference.pipeline.Pipeline;
import duet.inference.plan.Leg;
import duet.inference.plan.Plan;
import duet.inference.plan.Route;
import duet.inference.schedule.Schedule;
import duet.inference.timeline.Timeline;
import duet.models.card.InstalledModel;
import duet.viewer.series.Slice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reads CT slices with two models at the same time.
 *
 * <pre>
 *                 +- synthesis: prepare, engines, back onto the CT's grid -+
 *  offer(slice) --+                                                        +- results -> sink
 *                 +- detection: prepare, engines, boxes -------------------+
 * </pre>
 *
 * <p>At first each model has a lane of its own. Once it is known what the models cost on this
 * machine, frames follow the best schedule for it; those underway end as they began. The results
 * thread takes frames in the order of their offers, so a result never has to be searched for or
 * matched: the oldest frame is always the next to be handed out. All queues are bounded: who offers
 * faster than the lanes read waits. One reader serves several sessions; a fair lock lets them take
 * turns, slice by slice.
 */
public final class Reader implements AutoCloseable {
  /** Waiting for their sink, besides those in the pipeline. */
  private static final int RESULTS = 8;

  /** Nothing may have been offered for so long before the machine is measured. */
  private static final long QUIET_NS = 3_000_000_000L;

  private static final long QUIET_LOOK_MS = 100;

  private final Backend backend;
  private final List<InstalledModel> models;
  private final Timeline timeline;
  private final List<Lane> lanes;
  private final Channel<Frame> results = Channel.of(RESULTS);
  private final Thread resultsThread;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong handedOut = new AtomicLong();
  private volatile long lastOfferNs = System.nanoTime();
  private volatile Following following;
  private volatile boolean open = true;
  private Optional<Thread> planning = Optional.empty();

  private Reader(Backend backend, List<InstalledModel> models, Timeline timeline) {
    this.backend = backend;
    this.models = models;
    this.timeline = timeline;
    FixedLanes fixed = new FixedLanes(backend, models);
    Plan plan = fixed.plan();
    lanes = plan.routes().stream().map(route -> route.legs().get(0).lane()).toList();
    following =
        new Following(
            Pipeline.open(fixed.work(plan), witness()),
            new Halves(models, fixed::results),
            Optional::empty);
    resultsThread = new Thread(this::handOut, "reading-results");
    resultsThread.setDaemon(true);
  }

  /** Where the device is simulated, spans are on a clock of its own and hold predicted times. */
  private Pipeline.Witness witness() {
    return backend.origin() == Origin.SIMULATED_JETSON
        ? new Pipeline.Witness(timeline, mark -> {}, System::nanoTime, new SimulatedClock(lanes))
        : Pipeline.Witness.of(timeline);
  }

  /**
   * Opens both models, each on a lane of its own where there are two. Takes about a second for
   * full-size models; never call it on the FX thread. A model that cannot be opened does not keep
   * the other from working: each slice then carries the reason.
   *
   * @param timeline receives every span, on the clock of {@code System.nanoTime}
   */
  public static Reader open(
      Backend backend, InstalledModel synthesis, InstalledModel detection, Timeline timeline) {
    Reader reader = new Reader(backend, List.of(synthesis, detection), timeline);
    reader.resultsThread.start();
    return reader;
  }

  /**
   * Looks for the best schedule for this machine, on a thread of its own: what the models cost is
   * measured while nothing is read, and kept for the next time.
   *
   * @param folder where it is kept
   */
  public void planIn(Path folder) {
    Planning its = new Planning(this, backend, models, folder);
    Thread thread = new Thread(its::run, "reading-plan");
    thread.setDaemon(true);
    planning = Optional.of(thread);
    thread.start();
  }

  private static String software() {
    return "Duet "
        + Optional.ofNullable(Reader.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
  }

  /**
   * Begins to read a series.
   *
   * @param sink receives each result, see {@link ReadingSession}; must be quick, because all
   *     sessions of this reader wait for it
   */
  public ReadingSession begin(String seriesInstanceUid, Consumer<SliceReading> sink) {
    return new ReadingSession(this, seriesInstanceUid, sink);
  }

  /** Of what is read now; the plan may change. */
  public Provenance provenance() {
    List<Route> routes = following.pipeline().plan().routes();
    List<ModelUse> uses = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      InstalledModel model = models.get(i);
      Lane first = routes.get(i).legs().get(0).lane();
      uses.add(new ModelUse(model.card(), model.sha256(), first));
    }
    Optional<Schedule> schedule = schedule();
    return schedule.isEmpty()
        ? new Provenance(software(), backend.name(), backend.origin(), uses)
        : new Provenance(software(), backend.name(), backend.origin(), uses, words(schedule.get()));
  }

  private static String words(Schedule schedule) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < schedule.plan().routes().size(); i++) {
      words.add(
          schedule.problem().tasks().get(i).name()
              + " segments on "
              + schedule.plan().routes().get(i).words());
    }
    return schedule.policy() + ": " + String.join("; ", words);
  }

  public Timeline timeline() {
    return timeline;
  }

  /** The schedule that frames which are offered now follow; none until there is one. */
  public Optional<Schedule> schedule() {
    return following.schedule().get();
  }

  /** The lanes in use: of the synthesis and the detection first, as they begin. */
  public List<Lane> lanes() {
    List<Lane> all = new ArrayList<>(lanes);
    following.pipeline().plan().routes().stream()
        .flatMap(route -> route.legs().stream())
        .map(Leg::lane)
        .filter(lane -> !all.contains(lane))
        .distinct()
        .forEach(all::add);
    return List.copyOf(all);
  }

  /** How many slices wait in front of a lane. */
  public int queueDepth(Lane lane) {
    return following.pipeline().waiting(lane);
  }

  boolean isOpen() {
    return open;
  }

  /** Hands a slice to both models and the results thread, in one order for all. */
  void accept(ReadingSession session, Slice slice) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      lastOfferNs = System.nanoTime();
      Following now = following;
      Frame frame = new Frame(session, slice, now.halves());
      now.pipeline().submit(frame);
      accepted.incrementAndGet();
      results.put(frame);
    } catch (IllegalStateException e) {
      throw new ReadingException(ReadingException.Kind.CLOSED, "the reader was closed", e);
    } finally {
      turn.unlock();
    }
  }

  private void handOut() {
    try {
      for (Optional<Frame> next = results.take(); next.isPresent(); next = results.take()) {
        Frame frame = next.get();
        frame.session().deliver(frame.await());
        handedOut.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until nothing has been read for a while. */
  void awaitQuiet() throws InterruptedException {
    while (accepted.get() != handedOut.get() || System.nanoTime() - lastOfferNs < QUIET_NS) {
      Thread.sleep(QUIET_LOOK_MS);
    }
  }

  /** The same; an interrupt ends the wait and is kept for who asks for it. */
  void awaitQuietly() {
    try {
      if (accepted.get() != handedOut.get()) {
        awaitQuiet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Frames that are offered from now on go by something else; returns when the others are done. */
  void follow(Following next) throws InterruptedException {
    Pipeline old = exchange(next);
    try {
      old.finish();
    } finally {
      old.close();
    }
  }

  private Pipeline exchange(Following next) throws InterruptedException {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      next.pipeline().close();
      throw e;
    }
    try {
      Pipeline old = following.pipeline();
      next.pipeline().numberFrom(accepted.get());
      following = next;
      return old;
    } finally {
      turn.unlock();
    }
  }

  /** Drops what is queued, waits for running calls, frees both models; safe to call twice. */
  @Override
  public void close() {
    open = false;
    planning.ifPresent(Thread::interrupt);
    planning.ifPresent(Reader::join);
    following.pipeline().close();
    results.close();
    join(resultsThread);
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
