package duet.inference.shape.rule;

import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Operators that keep all elements and lay them out anew. */
public final class LayoutRules {
  private LayoutRules() {}

  static void add(Map<String, Rule> rules) {
    rules.put("Reshape", call -> call.like(0, reshaped(call)));
    rules.put("Flatten", LayoutRules::flatten);
    rules.put("Squeeze", LayoutRules::squeeze);
    rules.put("Unsqueeze", LayoutRules::unsqueeze);
    rules.put("Transpose", LayoutRules::transpose);
    rules.put("DepthToSpace", LayoutRules::depthToSpace);
    rules.put("SpaceToDepth", LayoutRules::spaceToDepth);
  }

  private static Shape reshaped(Call call) {
    Shape from = call.shape(0);
    boolean zeroMeansZero = call.node().integer("allowzero", 0) != 0;
    List<Long> dims = new ArrayList<>(call.longs("shape", 1).orElseThrow());
    for (int i = 0; i < dims.size(); i++) {
      if (dims.get(i) == 0 && !zeroMeansZero) {
        dims.set(i, from.dims().get(i));
      }
    }
    int open = dims.indexOf(-1L);
    if (open >= 0) {
      dims.set(open, 1L);
      dims.set(open, from.elements() / new Shape(dims).elements());
    }
    return sameElements(from, new Shape(dims));
  }

  private static Shape sameElements(Shape from, Shape to) {
    if (from.elements() != to.elements()) {
      throw new IllegalArgumentException(from + " does not become " + to);
    }
    return to;
  }

  private static List<Kind> flatten(Call call) {
    int rank = call.rank(0);
    long axis = call.node().integer("axis", 1);
    int first = axis == rank ? rank : Call.front(axis, rank);
    long rows = new Shape(call.dims(0).subList(0, first)).elements();
    return call.like(0, List.of(rows, new Shape(call.dims(0).subList(first, rank)).elements()));
  }

  private static List<Kind> squeeze(Call call) {
    List<Long> dims = call.dims(0);
    List<Integer> ones =
        IntStream.range(0, dims.size()).filter(i -> dims.get(i) == 1).boxed().toList();
    List<Integer> gone = call.axes(1, dims.size()).orElse(ones);
    List<Integer> kept =
        IntStream.range(0, dims.size()).filter(i -> !gone.contains(i)).boxed().toList();
    List<Long> left = kept.stream().map(dims::get).toList();
    return call.like(0, sameElements(call.shape(0), new Shape(left)));
  }

  private static List<Kind> unsqueeze(Call call) {
    List<Long> dims = call.dims(0);
    int rank = dims.size() + call.longs("axes", 1).orElseThrow().size();
    for (int axis : new TreeSet<>(call.axes(1, rank).orElseThrow())) {
      dims.add(axis, 1L);
    }
    return call.like(0, dims);
  }

  /** Where each axis of the result comes from; backwards where untold. */
  public static List<Integer> order(Call call) {
    int rank = call.rank(0);
    List<Integer> backwards = IntStream.range(0, rank).mapToObj(i -> rank - 1 - i).toList();
    List<Integer> told = call.node().ints("perm").stream().map(Math::toIntExact).toList();
    List<Integer> order = told.isEmpty() ? backwards : told;
    if (!List.copyOf(new TreeSet<>(order)).equals(IntStream.range(0, rank).boxed().toList())) {
      throw new IllegalArgumentException("no order of " + rank + " axes: " + order);
    }
    return order;
  }

  private static List<Kind> transpose(Call call) {
    return call.like(0, order(call).stream().map(call.dims(0)::get).toList());
  }

  private static List<Kind> depthToSpace(Call call) {
    long block = call.node().integer("blocksize", 0);
    long channels = call.dim(0, 1) / (block * block);
    List<Long> dims =
        List.of(call.dim(0, 0), channels, call.dim(0, 2) * block, call.dim(0, 3) * block);
    return call.like(0, sameElements(call.shape(0), new Shape(dims)));
  }

  private static List<Kind> spaceToDepth(Call call) {
    long block = call.node().integer("blocksize", 0);
    long channels = call.dim(0, 1) * block * block;
    List<Long> dims =
        List.of(call.dim(0, 0), channels, call.dim(0, 2) / block, call.dim(0, 3) / block);
    return call.like(0, sameElements(call.shape(0), new Shape(dims)));
  }
}
