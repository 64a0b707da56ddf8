package duet.inference.engine.jetson.fit;

import duet.inference.profile.Contention;
import duet.inference.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Two public threads that tell how engines of an AGX Orin slow each other. They do not tell what
 * bandwidth the networks ask for, so that has to be assumed, and whoever assumes says so.
 */
public final class OrinCases {
  private final List<Table.Row> rows = Table.read(OrinCases.class, "orin").rows();

  /**
   * What engines ask for, GB/s.
   *
   * @param gpu of the GPU
   * @param dla of a DLA core
   */
  public record Demands(double gpu, double dla) {}

  /** What the threads leave open. */
  public enum Reformatting {
    /** The GPU does nothing for a DLA. */
    FREE,
    /** The GPU loses the time between two tasks of a DLA, half a millisecond, to each. */
    TAKES_GPU
  }

  private OrinCases() {}

  public static OrinCases read() {
    return new OrinCases();
  }

  /** Times beside others, relative to times alone. */
  public Accuracy accuracy(Contention contention, Demands demands, Reformatting reformatting) {
    List<Accuracy.Point> points = new ArrayList<>();
    for (Table.Row row : rows) {
      boolean gpu = row.get("engine").equals("GPU");
      double external = row.number("gpus") * demands.gpu() + row.number("dlas") * demands.dla();
      double slower = 1 / contention.speed(gpu ? demands.gpu() : demands.dla(), external);
      double lost =
          reformatting == Reformatting.FREE ? 0 : row.number("taken") / 1e3 * row.number("frames");
      points.add(new Accuracy.Point(what(row), measured(row), slower / (1 - lost)));
    }
    return new Accuracy(points);
  }

  private static String what(Table.Row row) {
    int others = (int) (row.number("gpus") + row.number("dlas"));
    String beside = row.get("engine").equals("GPU") ? others + " DLA" : dla(others);
    return row.get("case") + ": " + row.get("engine") + " beside " + beside;
  }

  private static String dla(int others) {
    return others == 1 ? "GPU" : "GPU and DLA";
  }

  private static double measured(Table.Row row) {
    double ratio = row.number("together") / row.number("alone");
    return row.get("unit").equals("ms") ? ratio : 1 / ratio;
  }

  /** The two demands that fit best, whole GB/s: what a fit would reach, no test of anything. */
  public Demands fit(Contention contention) {
    Demands best = new Demands(0, 0);
    double least = Double.MAX_VALUE;
    for (int gpu = 30; gpu <= 200; gpu++) {
      for (int dla = 20; dla <= 120; dla++) {
        Demands tried = new Demands(gpu, dla);
        double mape = accuracy(contention, tried, Reformatting.TAKES_GPU).mape();
        best = mape < least ? tried : best;
        least = Math.min(mape, least);
      }
    }
    return best;
  }
}
