package duet.inference.shape.rule;

import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Convolutions, pools and what else looks at the neighbourhood of a pixel. */
final class WindowRules {
  private WindowRules() {}

  static void add(Map<String, Rule> rules) {
    rules.put("Conv", call -> call.like(0, conv(call, 1)));
    rules.put("com.microsoft::FusedConv", call -> call.like(0, conv(call, 1)));
    rules.put("DeformConv", call -> call.like(0, conv(call, 1)));
    rules.put("ConvInteger", call -> ElementRules.one(DataType.INT32, conv(call, 1)));
    rules.put("QLinearConv", call -> call.like(7, conv(call, 3)));
    rules.put("ConvTranspose", WindowRules::transposed);
    rules.put("MaxPool", WindowRules::maxPool);
    rules.put("AveragePool", call -> call.like(0, pool(call, Window::size)));
    rules.put("LpPool", rules.get("AveragePool"));
    rules.put("com.microsoft::QLinearAveragePool", rules.get("AveragePool"));
    rules.put("MaxUnpool", WindowRules::unpool);
    for (String name : List.of("GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool")) {
      rules.put(name, WindowRules::global);
    }
    rules.put("com.microsoft::QLinearGlobalAveragePool", WindowRules::global);
    rules.put("RoiAlign", WindowRules::roiAlign);
    rules.put("MaxRoiPool", call -> regions(call, call.needed("pooled_shape")));
    rules.put("GridSample", WindowRules::gridSample);
    rules.put("Col2Im", WindowRules::columns);
  }

  /** Batch, channels, and a size for each axis of the window. */
  private static Shape sizes(
      Call call, long channels, Window window, BiFunction<Integer, Long, Long> size) {
    if (call.rank(0) != window.axes() + 2) {
      throw new IllegalArgumentException("the kernel has other axes than the image");
    }
    List<Long> dims = new ArrayList<>(List.of(call.dim(0, 0), channels));
    for (int axis = 0; axis < window.axes(); axis++) {
      dims.add(size.apply(axis, call.dim(0, axis + 2)));
    }
    return new Shape(dims);
  }

  private static Shape conv(Call call, int weights) {
    Window window = Window.of(call.node(), kernel(call, weights));
    return sizes(call, call.dim(weights, 0), window, window::size);
  }

  private static List<Long> kernel(Call call, int weights) {
    return call.dims(weights).subList(2, call.rank(weights));
  }

  private static List<Kind> transposed(Call call) {
    Window window = Window.of(call.node(), kernel(call, 1));
    long channels = Math.multiplyExact(call.dim(1, 1), call.node().integer("group", 1));
    List<Long> wanted = call.node().ints("output_shape");
    return call.like(
        0,
        sizes(
            call,
            channels,
            window,
            wanted.isEmpty()
                ? window::transposed
                : (axis, in) -> wanted.get(axis + wanted.size() - window.axes())));
  }

  private interface Size {
    long of(Window window, int axis, long in);
  }

  private static Shape pool(Call call, Size size) {
    Window window = Window.of(call.node(), call.needed("kernel_shape"));
    return sizes(call, call.dim(0, 1), window, (axis, in) -> size.of(window, axis, in));
  }

  private static List<Kind> maxPool(Call call) {
    Shape shape = pool(call, Window::size);
    return List.of(new Kind(call.type(0), shape), new Kind(DataType.INT64, shape));
  }

  private static List<Kind> unpool(Call call) {
    return call.has(2)
        ? call.like(0, call.constant(2).wholes())
        : call.like(0, pool(call, Window::transposed));
  }

  private static List<Kind> global(Call call) {
    List<Long> dims = call.dims(0);
    Collections.fill(dims.subList(2, dims.size()), 1L);
    return call.like(0, dims);
  }

  private static List<Kind> roiAlign(Call call) {
    long height = call.node().integer("output_height", 1);
    return regions(call, List.of(height, call.node().integer("output_width", 1)));
  }

  private static List<Kind> regions(Call call, List<Long> size) {
    return call.like(0, List.of(call.dim(1, 0), call.dim(0, 1), size.get(0), size.get(1)));
  }

  private static List<Kind> gridSample(Call call) {
    List<Long> dims = new ArrayList<>(List.of(call.dim(0, 0), call.dim(0, 1)));
    dims.addAll(call.dims(1).subList(1, call.rank(1) - 1));
    return call.like(0, dims);
  }

  private static List<Kind> columns(Call call) {
    long block = call.constant(2).wholes().stream().reduce(1L, Math::multiplyExact);
    List<Long> dims = new ArrayList<>(List.of(call.dim(0, 0), call.dim(0, 1) / block));
    dims.addAll(call.constant(1).wholes());
    return call.like(0, dims);
  }
}
