package duet.inference.engine.jetson.fit;

import duet.inference.engine.jetson.cost.Kernel;
import duet.inference.table.Table;
import java.util.List;

/**
 * A public timing of a network on a GPU, and what the network does there.
 *
 * @param model such as {@code NANO}
 * @param size of the image
 * @param ms measured
 * @param kernels of the network
 */
public record Timing(String model, int size, double ms, List<Kernel> kernels) {
  /** Makes the kernels of a network of the YOLOv8 family. */
  @FunctionalInterface
  public interface Networks {
    List<Kernel> kernels(String model, int size);
  }

  public Timing {
    kernels = List.copyOf(kernels);
  }

  /** The timings of YOLOv8 on AGX Orin 64GB. */
  public static List<Timing> read(Networks networks) {
    return Table.read(Timing.class, "yolov8").rows().stream()
        .map(row -> of(row, networks))
        .toList();
  }

  private static Timing of(Table.Row row, Networks networks) {
    String model = row.get("model");
    int size = (int) row.number("size");
    return new Timing(model, size, row.number("ms"), networks.kernels(model, size));
  }
}
