package duet.app.worklist;

import duet.viewer.series.Series;
import duet.viewer.series.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the eyes are: which series, and in each series which slice. Slices and series that arrive
 * never move it; only the first series of an empty screen is taken up by itself. Used by one
 * thread.
 */
public final class Place {
  private final Map<String, String> slices = new HashMap<>();
  private Optional<String> uid = Optional.empty();

  /** The series that is shown. */
  public Optional<String> uid() {
    return uid;
  }

  /** Takes a series up if nothing is shown. */
  public void offer(String seriesInstanceUid) {
    uid = uid.or(() -> Optional.of(seriesInstanceUid));
  }

  public void show(String seriesInstanceUid) {
    uid = Optional.of(seriesInstanceUid);
  }

  /** Leaves a series that was closed. */
  public void leave(String seriesInstanceUid) {
    uid = uid.filter(shown -> !shown.equals(seriesInstanceUid));
    slices.remove(seriesInstanceUid);
  }

  /** 0-based index of the slice to show; the first one that came when none was chosen yet. */
  public int index(OpenSeries open, Series series) {
    String sop = slices.computeIfAbsent(open.uid(), u -> open.first().sopInstanceUid());
    List<Slice> ordered = series.slices();
    return IntStream.range(0, ordered.size())
        .filter(i -> ordered.get(i).sopInstanceUid().equals(sop))
        .findFirst()
        .orElse(0);
  }

  /** Remembers the slice that is looked at. */
  public void look(Slice slice) {
    slices.put(slice.header().seriesInstanceUid(), slice.sopInstanceUid());
  }
}
