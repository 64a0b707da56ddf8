package duet.app.reproduce.experiment;

import duet.inference.table.Table;
import duet.models.build.Pix2Pix.Variant;
import java.util.List;

/**
 * A line of the paper's Tables IV and VI, with the cuts of III and V.
 *
 * @param experiment what ran together
 * @param variant of the generator
 * @param measured frames a second, by the authors
 * @param toGpu layers after which the DLA hands over to the GPU
 * @param toDla layers after which the GPU hands over to the DLA
 */
public record PaperRow(
    Experiment experiment, Variant variant, Pair measured, int toGpu, int toDla) {
  /** What the paper ran together. */
  public enum Experiment {
    TWO_GANS,
    GAN_YOLO
  }

  /** In the order of the tables. */
  public static List<PaperRow> read() {
    return Table.read(PaperRow.class, "paper").rows().stream().map(PaperRow::of).toList();
  }

  private static PaperRow of(Table.Row row) {
    return new PaperRow(
        Experiment.valueOf(row.get("experiment")),
        Variant.valueOf(row.get("variant")),
        new Pair(row.number("gpu"), row.number("dla")),
        (int) row.number("toGpu"),
        (int) row.number("toDla"));
  }

  /** The one that the two free parameters are fitted on. */
  public boolean isFitted() {
    return experiment == Experiment.TWO_GANS && variant == Variant.CROPPING;
  }
}
