package duet.app.worklist;

import static duet.app.worklist.Slices.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.reading.SliceReading;
import duet.inference.timeline.Span;
import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.series.Refused;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorklistTest {
  private final AtomicInteger builds = new AtomicInteger();
  private final AtomicLong clock = new AtomicLong();
  private final Told told = new Told();
  private final Worklist worklist = worklist(1 << 20);

  private Worklist worklist(long budget) {
    return new Worklist(
        slices -> {
          builds.incrementAndGet();
          return Slices.build(slices);
        },
        told,
        clock::get,
        budget);
  }

  @AfterEach
  void close() {
    worklist.close();
  }

  @Test
  void putsSlicesInOrderThatArriveShuffled() throws Exception {
    worklist.add(List.of(slice("a", 2), slice("a", 0), slice("a", 1)));
    await(() -> shown("a") == 3);
    assertEquals(
        List.of("a.0", "a.1", "a.2"),
        open("a").series().orElseThrow().slices().stream().map(Slice::sopInstanceUid).toList());
  }

  @Test
  void gathersManySlicesIntoFewBuilds() throws Exception {
    for (int z = 0; z < 500; z++) {
      worklist.add(List.of(slice("a", z)));
    }
    await(() -> shown("a") == 500);
    assertTrue(builds.get() < 100, builds + " builds for 500 slices");
  }

  @Test
  void readsAllSlicesAndSaysSo() throws Exception {
    worklist.add(List.of(slice("a", 0), slice("a", 1)));
    assertEquals("Receiving 2", open("a").state().words());
    worklist.complete(List.of("a"));
    worklist.readWith(answering(s -> Slices.reading(s, 0.9)));
    await(() -> open("a").state().phase() == ReadingState.Phase.DONE);
    assertEquals("Read 2/2", open("a").state().words());
  }

  @Test
  void stopsReceivingWhenNothingCameForAWhile() throws Exception {
    worklist.add(List.of(slice("a", 0)));
    assertEquals(ReadingState.Phase.RECEIVING, open("a").state().phase());
    clock.addAndGet(Worklist.QUIET_NS + 1);
    await(() -> open("a").state().phase() == ReadingState.Phase.READING);
  }

  @Test
  void showsNoResultOfAnotherSliceOrPatient() throws Exception {
    Slice mine = slice("a", 0);
    Slice other = slice("b", 0);
    worklist.add(List.of(mine));
    // A reader gone wrong: it answers each slice with results for another patient's slice.
    worklist.readWith(answering(s -> Slices.reading(other, 0.9)));
    worklist.complete(List.of("a"));
    await(() -> open("a").state().phase() == ReadingState.Phase.FAILED);
    assertFalse(worklist.uids().contains("b"));
    assertEquals(List.of(), open("a").findings(0));
    assertFalse(open("a").reading(mine).orElseThrow().complete());
  }

  @Test
  void aResultIsNotGivenForASliceOfAnotherSeriesWithTheSameUid() {
    Slice a = slice("a", 0);
    SliceReading reading = Slices.reading(a, 0.9);
    OpenSeries open =
        new OpenSeries(
            a.header(),
            Optional.of(Slices.build(List.of(a))),
            a,
            Map.of(a.sopInstanceUid(), reading),
            Map.of(),
            List.of(),
            Slices.reading());
    Slice b = slice("b", 0);
    Slice disguised =
        new Slice(b.header(), a.sopInstanceUid(), 1, b.plane(), 2, 2, b.hu(), Optional.empty(), 0);
    assertTrue(open.reading(a).isPresent());
    assertTrue(open.reading(disguised).isEmpty());
    assertEquals(List.of(), open.findings(disguised, 0));
  }

  @Test
  void keepsTheFirstOfTwoImagesWithOneUid() {
    Slice first = slice("a", "Jane", 0);
    assertEquals(List.of(), worklist.add(List.of(first)));
    assertEquals(List.of(), worklist.add(List.of(slice("a", "Jane", 0))), "sent twice");
    List<Refused> refused = worklist.add(List.of(slice("a", "John", 0)));
    assertEquals(Refused.Reason.MIXED_PATIENT, refused.get(0).reason());
    assertEquals(1, open("a").state().counts().received());
  }

  @Test
  void saysHowManySlicesFailed() throws Exception {
    worklist.add(List.of(slice("a", 0), slice("a", 1)));
    worklist.complete(List.of("a"));
    worklist.readWith(
        answering(
            s ->
                s.sopInstanceUid().equals("a.0")
                    ? Slices.failure(s, "Lane CPU1 failed.")
                    : Slices.reading(s)));
    await(() -> open("a").state().phase() == ReadingState.Phase.PARTIAL);
    assertEquals("Partial 1/2", open("a").state().words());
    assertEquals("Lane CPU1 failed.", open("a").state().reason());
  }

  @Test
  void saysThatSlicesAreMissing() throws Exception {
    worklist.add(List.of(slice("a", 0)));
    worklist.expect("a", 3);
    assertEquals("Receiving 1/3", open("a").state().words());
    worklist.complete(List.of("a"));
    worklist.readWith(answering(Slices::reading));
    await(() -> open("a").state().phase() == ReadingState.Phase.PARTIAL);
    assertEquals("Only 1 of 3 slices were received.", open("a").state().reason());
  }

  @Test
  void saysWhyNothingIsRead() {
    worklist.add(List.of(slice("a", 0)));
    worklist.complete(List.of("a"));
    worklist.unavailable("The models cannot be opened.");
    assertEquals(ReadingState.Phase.FAILED, open("a").state().phase());
    assertEquals("The models cannot be opened.", open("a").state().reason());
  }

  @Test
  void answersEverySliceWhenTheReaderBreaks() throws Exception {
    worklist.add(List.of(slice("a", 0), slice("a", 1), slice("a", 2)));
    worklist.complete(List.of("a"));
    AtomicInteger begun = new AtomicInteger();
    SliceReader sound = answering(Slices::reading);
    worklist.readWith(
        (uid, sink) -> {
          if (begun.getAndIncrement() == 0) {
            throw new IllegalStateException("broken");
          }
          return sound.begin(uid, sink);
        });
    await(() -> open("a").state().phase() == ReadingState.Phase.PARTIAL);
    assertEquals("Partial 2/3", open("a").state().words());
  }

  @Test
  void readsTheSlicesNextToTheEyesFirst() throws Exception {
    List<Slice> slices = IntStream.range(0, 9).mapToObj(z -> slice("a", z)).toList();
    worklist.add(List.of(slice("other", 0)));
    worklist.add(slices);
    List<String> order = new ArrayList<>();
    CountDownLatch looked = new CountDownLatch(1);
    worklist.readWith(
        (uid, sink) -> {
          quietly(looked);
          return new Immediate(
              slice -> {
                order.add(slice.sopInstanceUid());
                sink.accept(Slices.reading(slice));
              });
        });
    worklist.look(slices.get(6));
    looked.countDown();
    await(() -> open("a").state().counts().answered() == 9);
    List<String> ofA = order.stream().filter(sop -> sop.startsWith("a")).toList();
    assertEquals("a.6", ofA.get(0));
    assertEquals(List.of("a.5", "a.7"), ofA.subList(1, 3).stream().sorted().toList());
    assertEquals("a.0", ofA.get(8));
  }

  @Test
  void callsUrgentOnlyTheAnswerThatIsLookedAt() throws Exception {
    List<Slice> slices = IntStream.range(0, 9).mapToObj(z -> slice("a", z)).toList();
    worklist.add(slices);
    assertEquals(8, told.progress.get(), "the first slice opens the series");
    await(() -> shown("a") == 9);
    worklist.complete(List.of("a"));
    worklist.look(slices.get(6));
    int urgent = told.urgent.get();
    worklist.readWith(answering(Slices::reading));
    await(() -> told.urgent.get() == urgent + 2); // that answer, and the end of the run
    assertEquals(8 + 8, told.progress.get());
  }

  @Test
  void keepsDecisionsAndAppliesTheThreshold() throws Exception {
    worklist.add(List.of(slice("a", 0), slice("a", 1)));
    worklist.complete(List.of("a"));
    worklist.readWith(answering(s -> Slices.reading(s, 0.9, 0.2)));
    await(() -> open("a").state().phase() == ReadingState.Phase.DONE);
    List<Finding> strong = open("a").findings(0.5);
    assertEquals(2, strong.size());
    assertEquals(4, open("a").findings(0.1).size());
    worklist.decide("a", strong.get(1), Decision.REJECTED);
    assertEquals(
        List.of(Decision.UNDECIDED, Decision.REJECTED),
        open("a").findings(0.5).stream().map(Finding::decision).toList());
  }

  @Test
  void refusesWhatMemoryCannotHoldAndTakesItAfterAClose() {
    try (Worklist small = worklist(2 * 4 * 4)) {
      assertEquals(List.of(), small.add(List.of(slice("a", 0), slice("a", 1))));
      assertEquals(Refused.Reason.TOO_LARGE, small.add(List.of(slice("b", 0))).get(0).reason());
      small.close("a");
      assertEquals(List.of(), small.add(List.of(slice("b", 0))));
    }
  }

  private OpenSeries open(String uid) {
    return worklist.series(uid).orElseThrow();
  }

  private int shown(String uid) {
    return open(uid).series().map(series -> series.slices().size()).orElse(0);
  }

  private static SliceReader answering(Function<Slice, SliceReading> answer) {
    return (uid, sink) -> new Immediate(slice -> sink.accept(answer.apply(slice)));
  }

  /** How often the audience was told, and how urgently. */
  private static final class Told implements Audience {
    private final AtomicInteger urgent = new AtomicInteger();
    private final AtomicInteger progress = new AtomicInteger();

    @Override
    public void changed(String uid) {
      urgent.incrementAndGet();
    }

    @Override
    public void progressed(String uid) {
      progress.incrementAndGet();
    }
  }

  /** Answers within the offer. */
  private record Immediate(Consumer<Slice> answer) implements SliceReader.Run {
    @Override
    public void offer(Slice slice) {
      answer.accept(slice);
    }

    @Override
    public void finish() {}

    @Override
    public void cancel() {}

    @Override
    public List<Span> spans() {
      return List.of();
    }
  }

  private static void quietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited 10 s in vain");
      Thread.sleep(5);
    }
  }
}
