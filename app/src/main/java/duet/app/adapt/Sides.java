package duet.app.adapt;

import duet.inference.surgery.tidy.FreeEnds;
import duet.inference.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of an engine, and those that a stimulus fills and a comparison reads: the same, or
 * for an end with channels last its copy with channels first.
 */
record Sides(
    Map<String, Tensor> inputs,
    Map<String, Tensor> outputs,
    Map<String, ChannelsLast> turnedInputs,
    Map<String, ChannelsLast> turnedOutputs) {

  Sides(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    this(inputs, outputs, Map.of(), Map.of());
  }

  Sides(Map<String, Tensor> inputs, Map<String, Tensor> outputs, FreeEnds ends) {
    this(inputs, outputs, turned(inputs, ends.inputs()), turned(outputs, ends.outputs()));
  }

  private static Map<String, ChannelsLast> turned(Map<String, Tensor> all, List<String> names) {
    Map<String, ChannelsLast> turned = new LinkedHashMap<>();
    all.forEach(
        (name, tensor) -> {
          if (names.contains(name)) {
            turned.put(name, ChannelsLast.of(tensor));
          }
        });
    return turned;
  }

  void fill(Stimulus stimulus) {
    stimulus.filling().fill(firsts(inputs, turnedInputs));
    turnedInputs.values().forEach(ChannelsLast::toLast);
  }

  /** What the last run gave. */
  Map<String, Tensor> results() {
    turnedOutputs.values().forEach(ChannelsLast::toFirst);
    return firsts(outputs, turnedOutputs);
  }

  private static Map<String, Tensor> firsts(
      Map<String, Tensor> all, Map<String, ChannelsLast> turned) {
    Map<String, Tensor> firsts = new LinkedHashMap<>(all);
    turned.forEach((name, its) -> firsts.put(name, its.first()));
    return firsts;
  }
}
