package duet.inference.engine.jetson.fit;

import duet.inference.profile.Contention;
import duet.inference.table.Table;
import java.util.ArrayList;
import java.util.List;

/** The public matrix of PCCS: what a unit of a Xavier gets of the memory while others use it. */
public final class Pccs {
  private final List<Cell> cells = new ArrayList<>();

  /**
   * One measurement, in GB/s.
   *
   * @param demand of the unit, alone
   * @param external demand of the others
   * @param achieved by the unit beside them
   */
  public record Cell(double demand, double external, double achieved) {}

  private Pccs() {
    for (Table.Row row : Table.read(Pccs.class, "pccs").rows()) {
      double demand = row.number("demand");
      row.cells().keySet().stream()
          .filter(column -> !column.equals("demand"))
          .map(column -> new Cell(demand, Double.parseDouble(column), row.number(column)))
          .forEach(cells::add);
    }
  }

  public static Pccs read() {
    return new Pccs();
  }

  public List<Cell> cells() {
    return List.copyOf(cells);
  }

  /** The best of a grid of whole GB/s and hundredths; of equal ones the first. */
  public Contention fit() {
    Contention best = Contention.NONE;
    double least = Double.MAX_VALUE;
    for (int total = 60; total <= 110; total++) {
      for (int floor = 15; floor <= 45; floor++) {
        for (int share = 10; share <= 50; share++) {
          Contention tried = new Contention(total, floor, share / 100.0);
          double mape = mape(tried);
          best = mape < least ? tried : best;
          least = Math.min(mape, least);
        }
      }
    }
    return best;
  }

  private double mape(Contention contention) {
    double sum = 0;
    for (Cell cell : cells) {
      double predicted = contention.achieved(cell.demand(), cell.external());
      sum += Math.abs(predicted / cell.achieved() - 1);
    }
    return sum / cells.size();
  }

  /** How a model meets the matrix. */
  public Accuracy accuracy(Contention contention) {
    return new Accuracy(
        cells.stream()
            .map(
                cell ->
                    new Accuracy.Point(
                        cell.demand() + " beside " + cell.external() + " GB/s",
                        cell.achieved(),
                        contention.achieved(cell.demand(), cell.external())))
            .toList());
  }
}
