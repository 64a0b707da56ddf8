package duet.inference.shape.rule;

import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Operators that leave one number of many, or the best few. */
public final class ReductionRules {
  private ReductionRules() {}

  static void add(Map<String, Rule> rules) {
    for (String what : "Sum Mean Max Min Prod L1 L2 LogSum LogSumExp SumSquare".split(" ", -1)) {
      rules.put("Reduce" + what, call -> call.like(0, reduced(call)));
    }
    rules.put("ArgMax", ReductionRules::place);
    rules.put("ArgMin", ReductionRules::place);
    rules.put("TopK", ReductionRules::best);
  }

  /** The axes that go: an attribute, from operator set 13 or 18 on an input; all where untold. */
  public static List<Integer> axes(Call call) {
    int rank = call.rank(0);
    List<Integer> axes = call.axes(1, rank).orElse(List.of());
    boolean all = axes.isEmpty() && call.node().integer("noop_with_empty_axes", 0) == 0;
    return all ? IntStream.range(0, rank).boxed().toList() : axes;
  }

  private static List<Long> reduced(Call call) {
    return without(call, axes(call));
  }

  private static List<Long> without(Call call, List<Integer> axes) {
    List<Long> dims = call.dims(0);
    boolean keep = call.node().integer("keepdims", 1) != 0;
    // From the last to the first, so that the places of those before stay.
    for (int axis : axes.stream().distinct().sorted(Collections.reverseOrder()).toList()) {
      if (keep) {
        dims.set(axis, 1L);
      } else {
        dims.remove(axis);
      }
    }
    return dims;
  }

  private static List<Kind> place(Call call) {
    int axis = call.axis("axis", 0, call.rank(0));
    return ElementRules.one(DataType.INT64, new Shape(without(call, List.of(axis))));
  }

  private static List<Kind> best(Call call) {
    List<Long> dims = call.dims(0);
    long count = call.has(1) ? call.constant(1).whole(0) : call.node().integer("k", -1);
    dims.set(call.axis("axis", -1, dims.size()), count);
    Kind values = call.like(0, dims).get(0);
    return List.of(values, new Kind(DataType.INT64, values.shape()));
  }
}
