package duet.viewer.viewport;

import duet.viewer.geometry.Plane;
import duet.viewer.geometry.Point;
import duet.viewer.series.Patient;
import duet.viewer.series.Series;
import duet.viewer.series.SeriesHeader;
import duet.viewer.series.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A made-up head: skull, brain, ventricles and a bleed that grows and shrinks with the slices. */
public final class Scans {
  static final int SIZE = 256;
  private static final double SPACING = 0.9;

  private Scans() {}

  public static Series head(String uid, int slices) {
    SeriesHeader header =
        new SeriesHeader(
            new Patient("Phantom^Head", "DUET-0001", "19500101", "O"),
            "1.2.3",
            uid,
            "1.2.3.9",
            "CT",
            "20261124",
            "Head without contrast",
            "Head 5 mm",
            "2");
    List<Slice> made = new ArrayList<>();
    List<Double> positions = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      made.add(slice(header, uid + "." + i, i, slices));
      positions.add(i * 5.0);
    }
    return new Series(header, made, positions, List.of());
  }

  private static Slice slice(SeriesHeader header, String uid, int index, int slices) {
    Plane plane =
        new Plane(
            new Point(-115, -115, index * 5.0 - 60),
            new Point(1, 0, 0),
            new Point(0, 1, 0),
            SPACING,
            SPACING);
    short[] hu = hu(Math.sin(Math.PI * (index + 1) / (slices + 1)));
    return new Slice(header, uid, index + 1, plane, SIZE, SIZE, hu, Optional.empty(), 0);
  }

  private static short[] hu(double fullness) {
    short[] hu = new short[SIZE * SIZE];
    double radius = 0.42 * SIZE * (0.6 + 0.4 * fullness);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double dx = x + 0.5 - SIZE / 2.0;
        double dy = (y + 0.5 - SIZE / 2.0) * 0.82;
        hu[y * SIZE + x] = (short) tissue(dx, dy, radius, fullness);
      }
    }
    return hu;
  }

  private static double tissue(double dx, double dy, double radius, double fullness) {
    double distance = Math.hypot(dx, dy);
    if (distance > radius) {
      return -1000;
    }
    if (distance > radius * 0.93) {
      return 1100;
    }
    if (Math.hypot(dx - 44, dy + 12) < 20 * fullness) {
      return 68;
    }
    if (Math.hypot((Math.abs(dx) - 11) * 1.8, dy + 4) < 26 * fullness) {
      return 6;
    }
    return 33 + 5 * Math.sin(dx * 0.21) * Math.cos(dy * 0.17);
  }

  /** What a model could make of the slice: grey 0..255. */
  public static short[] grey(Slice slice) {
    short[] grey = new short[slice.hu().length];
    for (int i = 0; i < grey.length; i++) {
      int hu = slice.hu()[i];
      grey[i] = (short) (hu < -500 || hu > 500 ? 12 : Math.max(0, Math.min(255, 230 - hu * 3)));
    }
    return grey;
  }
}
