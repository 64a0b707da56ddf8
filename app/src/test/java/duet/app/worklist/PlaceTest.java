package duet.app.worklist;

import static duet.app.worklist.Slices.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.viewer.series.Series;
import duet.viewer.series.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceTest {
  private final Place place = new Place();

  @Test
  void newSeriesDoNotTakeTheScreenFromAnOlderOne() {
    place.offer("a");
    place.offer("b");
    assertEquals(Optional.of("a"), place.uid());
    place.show("b");
    place.offer("c");
    assertEquals(Optional.of("b"), place.uid());
  }

  @Test
  void slicesThatArriveDoNotMoveTheSliceThatIsLookedAt() {
    OpenSeries two = open(slice("a", 5), slice("a", 9));
    place.look(slice("a", 9));
    assertEquals(1, index(two));
    OpenSeries four = open(slice("a", 5), slice("a", 9), slice("a", 1), slice("a", 2));
    assertEquals(3, index(four));
  }

  @Test
  void startsWithTheSliceThatCameFirst() {
    assertEquals(2, index(open(slice("a", 7), slice("a", 1), slice("a", 2))));
  }

  @Test
  void remembersTheSliceOfEachSeries() {
    OpenSeries a = open(slice("a", 0), slice("a", 1));
    OpenSeries b = open(slice("b", 0), slice("b", 1));
    place.look(slice("a", 1));
    assertEquals(0, index(b));
    assertEquals(1, index(a));
  }

  @Test
  void leavesASeriesThatWasClosed() {
    place.show("a");
    place.leave("b");
    assertEquals(Optional.of("a"), place.uid());
    place.leave("a");
    assertEquals(Optional.empty(), place.uid());
  }

  private int index(OpenSeries open) {
    return place.index(open, open.series().orElseThrow());
  }

  private static OpenSeries open(Slice... slices) {
    Series series = (Series) Slices.build(List.of(slices));
    return new OpenSeries(
        series.header(),
        Optional.of(series),
        slices[0],
        Map.of(),
        Map.of(),
        List.of(),
        Slices.reading());
  }
}
