package duet.app.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.vision.ScriptedEngine;
import duet.app.vision.Slices;
import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import duet.inference.timeline.Activity;
import duet.inference.timeline.Span;
import duet.inference.timeline.Timeline;
import duet.models.card.InstalledModel;
import duet.viewer.finding.Finding;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReaderTest {
  private static final ScriptedEngine.Script COPY = (in, out) -> out.put(0, in, 0, 4);

  /** One box whose confidence is the grey of the first pixel / 255. */
  private static final ScriptedEngine.Script ONE_BOX =
      (in, out) -> out.put(0, 1).put(1, 1).put(2, 2).put(3, 1).put(4, in.get(0) / 255);

  private final List<SliceReading> results = Collections.synchronizedList(new ArrayList<>());

  /** A slice all of whose pixels have {@code number} HU. */
  private static Slice slice(String series, int number) {
    short[] hu = new short[16];
    Arrays.fill(hu, (short) number);
    return Slices.of(series, number, 4, 4, hu);
  }

  private static Reader reader(ScriptedEngine.Script synthesis, ScriptedEngine.Script detection) {
    return open(synthesis, detection, ScriptedBackend.DETECTION);
  }

  private static Reader open(
      ScriptedEngine.Script synthesis, ScriptedEngine.Script detection, InstalledModel detector) {
    return Reader.open(
        new ScriptedBackend(synthesis, detection),
        ScriptedBackend.SYNTHESIS,
        detector,
        new Timeline(1000));
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(ReadingSession session, int from, int to) throws InterruptedException {
    for (int number = from; number <= to; number++) {
      session.offer(slice("1.2", number));
    }
    session.finish();
  }

  private List<String> order() {
    return results.stream().map(SliceReading::sopInstanceUid).toList();
  }

  @Test
  void resultsComeInTheOrderOfTheOffersAndBelongToTheirSlices() throws InterruptedException {
    ScriptedEngine.Script uneven =
        (in, out) -> {
          if (in.get(0) > 100) {
            pause();
          }
          COPY.run(in, out);
        };
    try (Reader reader = reader(uneven, ONE_BOX)) {
      read(reader.begin("1.2", results::add), 5, 80);
    }
    assertEquals(IntStream.rangeClosed(5, 80).mapToObj(i -> "1.2." + i).toList(), order());
    for (int i = 0; i < results.size(); i++) {
      SliceReading result = results.get(i);
      int grey = (int) Math.round((i + 5) * 255 / 80.0);
      assertEquals(grey, assertInstanceOf(Synthesis.Image.class, result.synthesis()).grey()[9]);
      Finding finding =
          assertInstanceOf(Detection.Boxes.class, result.detection()).findings().get(0);
      assertEquals((i + 5) / 80.0, finding.confidence(), 1e-6);
      assertEquals(result.sopInstanceUid(), finding.sopInstanceUid());
      assertEquals(5 * (i + 5), finding.centre().z());
    }
  }

  @Test
  void allResultsComeOnOneNamedThread() throws InterruptedException {
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    try (Reader reader = reader(COPY, ONE_BOX)) {
      read(reader.begin("1.2", result -> threads.add(Thread.currentThread().getName())), 1, 9);
    }
    assertEquals(Collections.nCopies(9, "reading-results"), threads);
  }

  @Test
  void aFailureCostsOneHalfOfOneSlice() throws InterruptedException {
    ScriptedEngine.Script failsOnce =
        (in, out) -> {
          if (Math.round(in.get(0) * 80 / 255) == 3) {
            throw new InferenceException(InferenceException.Kind.FAILED, "no luck");
          }
          ONE_BOX.run(in, out);
        };
    try (Reader reader = reader(COPY, failsOnce)) {
      read(reader.begin("1.2", results::add), 1, 6);
    }
    assertEquals(6, results.size());
    SliceReading third = results.get(2);
    Detection.Failed failed = assertInstanceOf(Detection.Failed.class, third.detection());
    assertEquals("CPU1: detection failed: no luck", failed.reason());
    assertInstanceOf(Synthesis.Image.class, third.synthesis());
    assertEquals(5, results.stream().filter(SliceReading::complete).count());
  }

  @Test
  void aModelThatCannotBeOpenedLeavesTheOtherAtWork() throws InterruptedException {
    InstalledModel broken = ScriptedBackend.broken(ScriptedBackend.DETECTION);
    try (Reader reader = open(COPY, ONE_BOX, broken)) {
      read(reader.begin("1.2", results::add), 1, 3);
    }
    for (SliceReading result : results) {
      assertInstanceOf(Synthesis.Image.class, result.synthesis());
      Detection.Failed failed = assertInstanceOf(Detection.Failed.class, result.detection());
      assertTrue(failed.reason().contains("the file is not a model"), failed.reason());
    }
    assertEquals(3, results.size());
  }

  @Test
  void cancelDropsWhatIsQueued() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ScriptedEngine.Script waits =
        (in, out) -> {
          started.countDown();
          await(go);
        };
    try (Reader reader = reader(waits, ONE_BOX)) {
      ReadingSession session = reader.begin("1.2", results::add);
      session.offer(slice("1.2", 1));
      session.offer(slice("1.2", 2));
      await(started);
      session.cancel();
      go.countDown();
      session.offer(slice("1.2", 3));
      session.finish();
      assertEquals(List.of(), order());
      ReadingSession next = reader.begin("1.2", results::add);
      read(next, 4, 5);
    }
    assertEquals(List.of("1.2.4", "1.2.5"), order());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void twoSeriesTakeTurnsAndNeverMix() throws InterruptedException {
    List<String> merged = Collections.synchronizedList(new ArrayList<>());
    try (Reader reader = reader((in, out) -> pause(), ONE_BOX)) {
      Thread other =
          new Thread(() -> offerAll(reader.begin("1.9", r -> merged.add(r.seriesInstanceUid()))));
      ReadingSession session = reader.begin("1.2", r -> merged.add(r.seriesInstanceUid()));
      other.start();
      read(session, 1, 60);
      other.join();
    }
    assertEquals(60, Collections.frequency(merged, "1.2"));
    assertEquals(60, Collections.frequency(merged, "1.9"));
    int lastOfFirst = merged.lastIndexOf("1.2");
    assertTrue(merged.subList(0, lastOfFirst).contains("1.9"), "they took turns");
  }

  private static void offerAll(ReadingSession session) {
    try {
      for (int number = 1; number <= 60; number++) {
        session.offer(slice("1.9", number));
      }
      session.finish();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSliceOfAnotherSeriesIsRefused() {
    try (Reader reader = reader(COPY, ONE_BOX)) {
      ReadingSession session = reader.begin("1.2", results::add);
      ReadingException e =
          assertThrows(ReadingException.class, () -> session.offer(slice("1.3", 1)));
      assertEquals(ReadingException.Kind.WRONG_SERIES, e.kind());
    }
  }

  @Test
  void aSinkThatThrowsIsReportedAtTheEndAndTheRestStillComes() throws InterruptedException {
    try (Reader reader = reader(COPY, ONE_BOX)) {
      ReadingSession session =
          reader.begin(
              "1.2",
              result -> {
                results.add(result);
                throw new IllegalStateException("the sink is blocked");
              });
      ReadingException e = assertThrows(ReadingException.class, () -> read(session, 1, 4));
      assertEquals(ReadingException.Kind.SINK_FAILED, e.kind());
    }
    assertEquals(4, results.size());
  }

  @Test
  void aClosedReaderEndsItsSessions() throws InterruptedException {
    Reader reader = reader(COPY, ONE_BOX);
    ReadingSession session = reader.begin("1.2", results::add);
    session.offer(slice("1.2", 1));
    reader.close();
    reader.close();
    assertThrows(ReadingException.class, () -> session.offer(slice("1.2", 2)));
    session.finish();
  }

  @Test
  void everyStepOfBothLanesIsOnTheTimeline() throws InterruptedException {
    List<Span> spans;
    try (Reader reader = reader(COPY, ONE_BOX)) {
      ReadingSession session = reader.begin("1.2", results::add);
      read(session, 1, 3);
      spans = session.spans();
      assertEquals(24, reader.timeline().all().size());
    }
    for (Lane lane : List.of(Lane.CPU0, Lane.CPU1)) {
      for (Activity activity : Activity.values()) {
        long count =
            spans.stream().filter(s -> s.lane() == lane && s.activity() == activity).count();
        int wanted = activity == Activity.TRANSITION ? 0 : 3; // no lane hands over to another here
        assertEquals(wanted, count, lane + " " + activity);
      }
    }
  }
}
