package duet.inference.shape;

import duet.inference.graph.Attribute;
import duet.inference.graph.Value;
import duet.inference.shape.number.Broadcast;
import duet.inference.shape.number.Small;
import duet.inference.shape.rule.Call;
import duet.inference.shape.rule.Cut;
import duet.inference.shape.rule.LayoutRules;
import duet.inference.shape.rule.PieceRules;
import duet.inference.shape.rule.SourceRules;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Few numbers taken, joined, repeated and laid out anew, and where they come from. */
final class MovementFolds {
  private MovementFolds() {}

  static void add(Map<String, Fold> folds) {
    for (String name :
        List.of("Identity", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Dropout")) {
      folds.put(name, (call, out) -> call.constant(0).pick(out.shape(), i -> i));
    }
    folds.put("Constant", MovementFolds::constant);
    folds.put("ConstantOfShape", MovementFolds::filled);
    folds.put("Shape", (call, out) -> wholes(out, SourceRules.taken(call)));
    folds.put("Size", (call, out) -> wholes(out, List.of(call.shape(0).elements())));
    folds.put("Range", MovementFolds::range);
    folds.put("NonZero", MovementFolds::nonZero);
    folds.put("Transpose", MovementFolds::transpose);
    folds.put("Slice", MovementFolds::slice);
    folds.put("Gather", MovementFolds::gather);
    folds.put("Concat", MovementFolds::concat);
    folds.put("Split", MovementFolds::split);
    folds.put("Expand", MovementFolds::expand);
    folds.put("Tile", MovementFolds::tile);
    folds.put("ScatterND", MovementFolds::scatter);
  }

  private static Small wholes(Value out, List<Long> numbers) {
    return Small.wholes(out.type(), out.shape(), numbers::get);
  }

  private static Small constant(Call call, Value out) {
    Attribute only = call.node().attributes().get(0);
    if (only instanceof Attribute.Int whole) {
      return wholes(out, List.of(whole.value()));
    }
    if (only instanceof Attribute.Ints wholes) {
      return wholes(out, wholes.values());
    }
    if (only instanceof Attribute.Real real) {
      return Small.reals(out.type(), out.shape(), i -> real.value());
    }
    if (only instanceof Attribute.Reals reals) {
      return Small.reals(out.type(), out.shape(), i -> reals.values().get(i));
    }
    return call.tensor("value").orElseThrow();
  }

  private static Small filled(Call call, Value out) {
    return call.tensor("value")
        .map(value -> value.pick(out.shape(), i -> 0))
        .orElseGet(() -> Small.reals(out.type(), out.shape(), i -> 0));
  }

  private static Small range(Call call, Value out) {
    Small start = call.constant(0);
    Small step = call.constant(2);
    return start.isReal()
        ? Small.reals(out.type(), out.shape(), i -> start.real(0) + i * step.real(0))
        : Small.wholes(out.type(), out.shape(), i -> start.whole(0) + i * step.whole(0));
  }

  private static Small nonZero(Call call, Value out) {
    List<Integer> found = SourceRules.nonZeros(call.constant(0));
    Shape shape = call.shape(0);
    return Small.wholes(
        out.type(),
        out.shape(),
        i -> Broadcast.coordinates(shape, found.get(i % found.size()))[i / found.size()]);
  }

  /** Moves elements by where they lie in the result. */
  private interface Source {
    int[] of(int[] at);
  }

  private static Small moved(Call call, Value out, Source source) {
    Shape from = call.shape(0);
    return call.constant(0)
        .pick(
            out.shape(),
            i -> Broadcast.element(from, source.of(Broadcast.coordinates(out.shape(), i))));
  }

  private static Small transpose(Call call, Value out) {
    List<Integer> order = LayoutRules.order(call);
    return moved(
        call,
        out,
        at -> {
          int[] from = new int[at.length];
          for (int axis = 0; axis < at.length; axis++) {
            from[order.get(axis)] = at[axis];
          }
          return from;
        });
  }

  private static Small slice(Call call, Value out) {
    List<Cut> cuts = Cut.of(call);
    return moved(
        call,
        out,
        at -> {
          for (int axis = 0; axis < at.length; axis++) {
            Cut cut = cuts.get(axis);
            at[axis] = Math.toIntExact(cut.start() + at[axis] * cut.step());
          }
          return at;
        });
  }

  private static Small gather(Call call, Value out) {
    int axis = call.axis("axis", 0, call.rank(0));
    Shape places = call.shape(1);
    return moved(
        call,
        out,
        at -> {
          int[] from = new int[call.rank(0)];
          System.arraycopy(at, 0, from, 0, axis);
          int after = from.length - axis - 1;
          System.arraycopy(at, at.length - after, from, axis + 1, after);
          int[] in = Arrays.copyOfRange(at, axis, axis + places.rank());
          long place = call.constant(1).whole(Broadcast.element(places, in));
          from[axis] = Call.front(place, call.shape(0).dim(axis));
          return from;
        });
  }

  /** Each element of the result lies in one of the inputs, as far behind where that begins. */
  private static Small concat(Call call, Value out) {
    int axis = call.axis("axis", 0, out.shape().rank());
    List<Integer> part = new ArrayList<>();
    List<Integer> place = new ArrayList<>();
    for (int input = 0; input < call.inputs(); input++) {
      for (int i = 0; i < call.dim(input, axis); i++) {
        part.add(input);
        place.add(i);
      }
    }
    return Small.assembled(
        out.type(),
        out.shape(),
        i -> {
          int[] at = Broadcast.coordinates(out.shape(), i);
          int input = part.get(at[axis]);
          at[axis] = place.get(at[axis]);
          return new Small.Element(call.constant(input), Broadcast.element(call.shape(input), at));
        });
  }

  private static Small split(Call call, Value out) {
    int axis = call.axis("axis", 0, call.rank(0));
    int part = call.node().outputs().stream().map(Value::name).toList().indexOf(out.name());
    long before =
        PieceRules.sizes(call, axis).subList(0, part).stream().mapToLong(Long::longValue).sum();
    return moved(
        call,
        out,
        at -> {
          at[axis] += Math.toIntExact(before);
          return at;
        });
  }

  private static Small expand(Call call, Value out) {
    Shape from = call.shape(0);
    return call.constant(0).pick(out.shape(), i -> Broadcast.source(from, out.shape(), i));
  }

  private static Small tile(Call call, Value out) {
    return moved(
        call,
        out,
        at -> {
          for (int axis = 0; axis < at.length; axis++) {
            at[axis] %= call.shape(0).dim(axis);
          }
          return at;
        });
  }

  /** The data, with rows of updates where the indices point. */
  private static Small scatter(Call call, Value out) {
    if (!call.node().text("reduction", "none").equals("none")) {
      throw new IllegalArgumentException("only plain writes are computed");
    }
    Small indices = call.constant(1);
    int depth = Math.toIntExact(call.dim(1, call.rank(1) - 1));
    Shape outer = new Shape(call.dims(0).subList(0, depth));
    int row = Math.toIntExact(new Shape(call.dims(0).subList(depth, call.rank(0))).elements());
    Map<Integer, Small.Element> written = new HashMap<>();
    for (int i = 0; i < call.constant(2).size(); i++) {
      int target = Broadcast.element(outer, target(indices, i / row * depth, outer));
      written.put(target * row + i % row, new Small.Element(call.constant(2), i));
    }
    Small old = call.constant(0);
    return Small.assembled(
        out.type(), out.shape(), i -> written.getOrDefault(i, new Small.Element(old, i)));
  }

  private static int[] target(Small indices, int first, Shape outer) {
    int[] at = new int[outer.rank()];
    for (int axis = 0; axis < at.length; axis++) {
      at[axis] = Call.front(indices.whole(first + axis), outer.dim(axis));
    }
    return at;
  }
}
