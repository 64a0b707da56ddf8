package duet.inference.shape.rule;

import duet.inference.shape.number.Broadcast;
import duet.inference.shape.number.Small;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Operators that take a part of their input, put inputs together, or make more of one. */
public final class PieceRules {
  private PieceRules() {}

  static void add(Map<String, Rule> rules) {
    rules.put("Slice", call -> call.like(0, Cut.of(call).stream().map(Cut::size).toList()));
    rules.put("Concat", PieceRules::concat);
    rules.put("Split", PieceRules::split);
    rules.put("Gather", PieceRules::gather);
    rules.put("GatherElements", call -> call.like(0, call.shape(1)));
    rules.put("GatherND", PieceRules::gatherNd);
    rules.put("Expand", PieceRules::expand);
    rules.put("Tile", PieceRules::tile);
    rules.put("Pad", PieceRules::pad);
    rules.put("Resize", PieceRules::resize);
    rules.put("Upsample", PieceRules::upsample);
    rules.put("CenterCropPad", PieceRules::crop);
    rules.put("com.microsoft::QLinearConcat", PieceRules::quantisedConcat);
  }

  private static List<Kind> concat(Call call) {
    return call.like(0, joined(call, IntStream.range(0, call.inputs()).boxed().toList()));
  }

  /** Scale and zero point of the result come first, then each part with its own. */
  private static List<Kind> quantisedConcat(Call call) {
    List<Integer> parts = Stream.iterate(2, i -> i < call.inputs(), i -> i + 3).toList();
    return call.like(1, joined(call, parts));
  }

  private static List<Long> joined(Call call, List<Integer> places) {
    List<Long> dims = call.dims(places.get(0));
    int axis = call.axis("axis", 1, dims.size());
    dims.set(axis, 0L);
    for (int place : places) {
      List<Long> part = call.dims(place);
      dims.set(axis, dims.get(axis) + part.set(axis, dims.get(axis)));
      if (!part.equals(withAxis(dims, axis, part.get(axis)))) {
        throw new IllegalArgumentException("the parts differ besides the axis");
      }
    }
    return dims;
  }

  private static List<Long> withAxis(List<Long> dims, int axis, long size) {
    List<Long> changed = new ArrayList<>(dims);
    changed.set(axis, size);
    return changed;
  }

  private static List<Kind> split(Call call) {
    int axis = call.axis("axis", 0, call.rank(0));
    return sizes(call, axis).stream()
        .map(size -> call.like(0, withAxis(call.dims(0), axis, size)).get(0))
        .toList();
  }

  /** The sizes of the parts along the axis; where untold they are equal, but for the last. */
  public static List<Long> sizes(Call call, int axis) {
    long whole = call.dim(0, axis);
    long parts = call.node().outputs().size();
    long size = Math.floorDiv(whole + parts - 1, parts);
    List<Long> sizes = new ArrayList<>(Collections.nCopies((int) parts - 1, size));
    sizes.add(whole - size * (parts - 1));
    List<Long> told = call.longs("split", 1).orElse(sizes);
    if (told.stream().mapToLong(Long::longValue).sum() != whole) {
      throw new IllegalArgumentException("the parts are not the whole");
    }
    return told;
  }

  private static List<Kind> gather(Call call) {
    int axis = call.axis("axis", 0, call.rank(0));
    List<Long> dims = call.dims(0);
    dims.remove(axis);
    dims.addAll(axis, call.dims(1));
    return call.like(0, dims);
  }

  private static List<Kind> gatherNd(Call call) {
    int batch = Math.toIntExact(call.node().integer("batch_dims", 0));
    int last = call.rank(1) - 1;
    List<Long> dims = new ArrayList<>(call.dims(1).subList(0, last));
    int taken = batch + Math.toIntExact(call.dim(1, last));
    dims.addAll(call.dims(0).subList(taken, call.rank(0)));
    return call.like(0, dims);
  }

  private static List<Kind> expand(Call call) {
    Shape wanted = new Shape(call.constant(1).wholes());
    return call.like(0, Broadcast.of(call.shape(0), wanted));
  }

  private static List<Kind> tile(Call call) {
    List<Long> repeats = call.constant(1).wholes();
    List<Long> dims = call.dims(0);
    for (int i = 0; i < Math.max(repeats.size(), dims.size()); i++) {
      dims.set(i, Math.multiplyExact(dims.get(i), repeats.get(i)));
    }
    return call.like(0, dims);
  }

  private static List<Kind> pad(Call call) {
    List<Long> dims = call.dims(0);
    List<Integer> all = IntStream.range(0, dims.size()).boxed().toList();
    List<Integer> axes = call.axes(3, dims.size()).orElse(all);
    List<Long> pads = call.longs("pads", 1).orElseThrow();
    for (int i = 0; i < axes.size(); i++) {
      long more = pads.get(i) + pads.get(i + axes.size());
      dims.set(axes.get(i), dims.get(axes.get(i)) + more);
    }
    return call.like(0, dims);
  }

  private static List<Kind> resize(Call call) {
    // Operator set 10 has no region of interest before the scales.
    int scales = call.operatorSet() < 11 ? 1 : 2;
    List<Integer> all = IntStream.range(0, call.rank(0)).boxed().toList();
    List<Integer> axes =
        call.node().attribute("axes").isPresent() ? call.axes(9, call.rank(0)).orElse(all) : all;
    return call.has(3) ? sized(call, axes) : scaled(call, axes, call.constant(scales));
  }

  private static List<Kind> sized(Call call, List<Integer> axes) {
    if (!call.node().text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
      return List.of();
    }
    List<Long> dims = call.dims(0);
    List<Long> sizes = call.constant(3).wholes();
    for (int i = 0; i < axes.size(); i++) {
      dims.set(axes.get(i), sizes.get(i));
    }
    return call.like(0, dims);
  }

  /** In single precision, as runtimes multiply. */
  private static List<Kind> scaled(Call call, List<Integer> axes, Small scales) {
    List<Long> dims = call.dims(0);
    for (int i = 0; i < axes.size(); i++) {
      float size = dims.get(axes.get(i)) * (float) scales.real(i);
      dims.set(axes.get(i), (long) Math.floor(size));
    }
    return call.like(0, dims);
  }

  private static List<Kind> upsample(Call call) {
    List<Integer> all = IntStream.range(0, call.rank(0)).boxed().toList();
    return scaled(call, all, call.constant(1));
  }

  private static List<Kind> crop(Call call) {
    List<Long> dims = call.dims(0);
    List<Integer> all = IntStream.range(0, dims.size()).boxed().toList();
    List<Integer> axes = call.axes(9, dims.size()).orElse(all);
    for (int i = 0; i < axes.size(); i++) {
      dims.set(axes.get(i), call.constant(1).whole(i));
    }
    return call.like(0, dims);
  }
}
