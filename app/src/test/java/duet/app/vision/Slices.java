package duet.app.vision;

import duet.viewer.geometry.Plane;
import duet.viewer.geometry.Point;
import duet.viewer.series.Patient;
import duet.viewer.series.SeriesHeader;
import duet.viewer.series.Slice;
import java.util.Optional;

/** Small CT slices of nobody. */
public final class Slices {
  private Slices() {}

  /** One slice of series {@code 1.2} with the given HU. */
  public static Slice of(int columns, int rows, int... hu) {
    short[] values = new short[hu.length];
    for (int i = 0; i < hu.length; i++) {
      values[i] = (short) hu[i];
    }
    return of("1.2", 1, columns, rows, values);
  }

  /** Slice {@code number} of a series, 5 mm above the one before, pixels of half a millimetre. */
  public static Slice of(String series, int number, int columns, int rows, short[] hu) {
    Plane plane =
        new Plane(
            new Point(-100, -100, 5 * number), new Point(1, 0, 0), new Point(0, 1, 0), 0.5, 0.5);
    return new Slice(
        header(series),
        series + "." + number,
        number,
        plane,
        columns,
        rows,
        hu,
        Optional.empty(),
        0);
  }

  public static SeriesHeader header(String series) {
    return new SeriesHeader(
        new Patient("PHANTOM^NOBODY", "P1", "19700102", "O"),
        "1.1",
        series,
        "1.3",
        "CT",
        "20260131",
        "Head",
        "Axial 5 mm",
        "2");
  }
}
