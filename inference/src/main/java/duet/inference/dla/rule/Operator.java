package duet.inference.dla.rule;

import duet.inference.table.Table;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What TensorRT makes of an operator of ONNX.
 *
 * @param name such as {@code Relu}
 * @param layer such as {@code ACTIVATION}
 * @param operation such as {@code RELU}; empty where the layer has only one
 * @param parameters places of inputs that become weights or settings when they are constant
 */
public record Operator(String name, String layer, String operation, Set<Integer> parameters) {
  public Operator {
    parameters = Set.copyOf(parameters);
  }

  /** An operator that the tables do not list. */
  static Operator unknown(String name) {
    return new Operator(name, "UNKNOWN", name, Set.of());
  }

  static Operator of(Table.Row row) {
    Set<Integer> places =
        row.words("parameters").stream().map(Integer::valueOf).collect(Collectors.toSet());
    return new Operator(row.get("operator"), row.get("layer"), row.get("operation"), places);
  }
}
