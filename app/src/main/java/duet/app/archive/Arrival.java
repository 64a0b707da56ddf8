package duet.app.archive;

import duet.viewer.series.SliceResult;
import java.util.OptionalInt;

/**
 * An object was stored.
 *
 * @param received objects of this series on the disk, at the moment when this one was stored
 * @param expected objects that the series will have, where its header tells (Images in Acquisition)
 * @param result its slices, or why it cannot be shown; it is stored all the same
 */
public record Arrival(
    String studyInstanceUid,
    String seriesInstanceUid,
    Novelty novelty,
    int received,
    OptionalInt expected,
    SliceResult result) {

  /** Whether the archive held the object before. */
  public enum Novelty {
    NEW,
    /** Sent once more; whoever has shown it since the start has nothing to do. */
    AGAIN
  }
}
