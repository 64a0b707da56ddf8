package duet.app.desktop;

import duet.app.worklist.OpenSeries;
import duet.app.worklist.ReadingState;
import duet.viewer.panel.SeriesCard;
import duet.viewer.panel.SeriesState;
import duet.viewer.panel.SeriesStrip;
import duet.viewer.render.Frame;
import duet.viewer.render.Frames;
import duet.viewer.render.Grid;
import duet.viewer.render.Raster;
import duet.viewer.render.Window;
import duet.viewer.series.SeriesHeader;
import duet.viewer.series.Slice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Open series as the strip shows them. Thumbnails are drawn once a slice. FX thread. */
final class SeriesCards {
  private final Map<String, Thumbnail> thumbnails = new HashMap<>();

  private record Thumbnail(String sopInstanceUid, Frame frame) {}

  SeriesCard card(OpenSeries open) {
    SeriesHeader header = open.header();
    return new SeriesCard(
        open.uid(),
        title(header),
        header.patient().name().replace('^', ' ').strip(),
        open.state().counts().received(),
        open.state().counts().expected(),
        state(open.state()),
        Optional.of(thumbnail(open)));
  }

  void forget(String uid) {
    thumbnails.remove(uid);
  }

  private static String title(SeriesHeader header) {
    if (!header.seriesDescription().isBlank()) {
      return header.seriesDescription();
    }
    return header.seriesNumber().isBlank() ? header.modality() : "Series " + header.seriesNumber();
  }

  private static SeriesState state(ReadingState state) {
    ReadingState.Counts counts = state.counts();
    return switch (state.phase()) {
      case RECEIVING -> new SeriesState.Receiving();
      case READING -> new SeriesState.Reading(counts.answered(), counts.received());
      case DONE -> new SeriesState.Done();
      case PARTIAL -> new SeriesState.Partial(counts.complete(), counts.received());
      case FAILED, REFUSED -> new SeriesState.Failed(state.reason());
    };
  }

  /** The first slice while slices come, then the one in the middle. */
  private Frame thumbnail(OpenSeries open) {
    Slice slice =
        open.series()
            .filter(series -> open.state().phase() != ReadingState.Phase.RECEIVING)
            .map(series -> series.slices().get(series.slices().size() / 2))
            .orElse(open.first());
    Thumbnail known = thumbnails.get(open.uid());
    if (known == null || !known.sopInstanceUid().equals(slice.sopInstanceUid())) {
      known = new Thumbnail(slice.sopInstanceUid(), draw(slice));
      thumbnails.put(open.uid(), known);
    }
    return known.frame();
  }

  private static Frame draw(Slice slice) {
    return Frames.thumbnail(
        new Raster(slice.columns(), slice.rows(), slice.hu()),
        Grid.of(slice),
        Window.BRAIN,
        SeriesStrip.THUMBNAIL);
  }
}
