package duet.app.batch;

import duet.app.reading.Reader;
import duet.app.reading.Reading;
import duet.app.reading.ReadingSession;
import duet.app.reading.SliceReading;
import duet.viewer.series.Series;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** One series on its way through the lanes, slice by slice, with all results kept. */
public final class SeriesRun implements AutoCloseable {
  private final Reader reader;
  private final ReadingSession session;
  private final IntConsumer done;
  private final List<SliceReading> results = new ArrayList<>();

  /**
   * @param done takes how many slices have a result, on a thread of the reader
   */
  public SeriesRun(Reader reader, String seriesInstanceUid, IntConsumer done) {
    this.reader = reader;
    this.done = done;
    session = reader.begin(seriesInstanceUid, this::accept);
  }

  private void accept(SliceReading result) {
    synchronized (results) {
      results.add(result);
      done.accept(results.size());
    }
  }

  /** Waits while the lanes have enough to do. */
  public void offer(Slice slice) throws InterruptedException {
    session.offer(slice);
  }

  /** Waits for all results and puts them into the order of the series. */
  public Reading finish(Series series) throws InterruptedException {
    session.finish();
    synchronized (results) {
      return Reading.of(series, results, reader.provenance(), session.spans());
    }
  }

  /** Drops what is still on its way; after {@link #finish} there is nothing. */
  @Override
  public void close() {
    session.cancel();
  }
}
