package duet.viewer.series;

import java.util.List;

/**
 * Slices ordered along their common normal, feet first.
 *
 * @param positionsMm distance of each slice along the normal, measured from the first, ascending
 */
public record Series(
    SeriesHeader header, List<Slice> slices, List<Double> positionsMm, List<Remark> remarks)
    implements SeriesResult {
  public Series {
    slices = List.copyOf(slices);
    positionsMm = List.copyOf(positionsMm);
    remarks = List.copyOf(remarks);
  }
}
