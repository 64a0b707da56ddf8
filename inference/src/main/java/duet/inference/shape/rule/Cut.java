package duet.inference.shape.rule;

import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What a Slice takes along one axis. */
public record Cut(long start, long step, long size) {

  /** One for each axis of the input of a Slice; axes that it does not name stay whole. */
  public static List<Cut> of(Call call) {
    Shape shape = call.shape(0);
    List<Cut> cuts = new ArrayList<>(shape.dims().stream().map(dim -> new Cut(0, 1, dim)).toList());
    List<Long> starts = call.longs("starts", 1).orElseThrow();
    List<Long> ends = call.longs("ends", 2).orElseThrow();
    List<Integer> all = IntStream.range(0, starts.size()).boxed().toList();
    List<Integer> axes = call.axes(3, shape.rank()).orElse(all);
    List<Long> ones = Collections.nCopies(starts.size(), 1L);
    List<Long> steps = call.longs("steps", 4).orElse(ones);
    for (int i = 0; i < axes.size(); i++) {
      int axis = axes.get(i);
      cuts.set(axis, of(shape.dims().get(axis), starts.get(i), ends.get(i), steps.get(i)));
    }
    return cuts;
  }

  private static Cut of(long dim, long start, long end, long step) {
    long last = step < 0 ? dim - 1 : dim;
    long from = clamp(start < 0 ? start + dim : start, 0, last);
    long to = clamp(end < 0 ? end + dim : end, step < 0 ? -1 : 0, dim);
    // The distance in steps, rounded up.
    long size = -Math.floorDiv(from - to, step);
    return new Cut(from, step, Math.max(0, size));
  }

  private static long clamp(long number, long low, long high) {
    return Math.max(low, Math.min(high, number));
  }
}
