package duet.app.worklist;

import duet.app.reading.SliceReading;
import duet.inference.timeline.Span;
import duet.viewer.series.Slice;
import java.util.List;
import java.util.function.Consumer;

/** Who turns slices into readings. Called by one thread only, never by that of the screen. */
@FunctionalInterface
public interface SliceReader {
  /**
   * Begins a run of slices of one series.
   *
   * @param sink takes the results, in the order of the offers, on a thread of the reader
   */
  Run begin(String seriesInstanceUid, Consumer<SliceReading> sink);

  /** Slices on their way through the lanes. */
  interface Run {
    /** Waits while the lanes are full. */
    void offer(Slice slice) throws InterruptedException;

    /** Waits until all results went to the sink. */
    void finish() throws InterruptedException;

    void cancel();

    /** What ran for these slices so far, on which lane. */
    List<Span> spans();
  }
}
