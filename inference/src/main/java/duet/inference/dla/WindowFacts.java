package duet.inference.dla;

import duet.inference.dla.rule.Facts;
import duet.inference.dla.rule.Facts.Notebook;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Facts about what slides a window over a map: convolution, deconvolution, pooling. */
final class WindowFacts {
  private static final Set<String> WIDE = Set.of("64", "96", "128");
  private final Look look;
  private final List<Long> kernel;

  private WindowFacts(Look look) {
    this.look = look;
    List<Long> told = look.node().ints("kernel_shape");
    kernel = told.isEmpty() ? ofWeights(look) : told;
  }

  private static List<Long> ofWeights(Look look) {
    return look.shape(1)
        .filter(shape -> shape.rank() > 2)
        .map(shape -> shape.dims().subList(2, shape.rank()))
        .orElse(List.of());
  }

  static void convolution(Look look, Notebook facts) {
    WindowFacts window = new WindowFacts(look);
    window.common(facts, "kernel");
    boolean first = look.graph().inputs().stream().anyMatch(in -> look.data().contains(in.name()));
    facts
        .put("weights", look.kind(1, 2))
        .put("groups", look.node().integer("group", 1))
        .put("maps", window.weights(0))
        .whether("input", first);
  }

  static void deconvolution(Look look, Notebook facts) {
    WindowFacts window = new WindowFacts(look);
    window.common(facts, "kernel");
    facts
        .put("weights", look.kind(1, 2))
        .put("groups", look.node().integer("group", 1))
        .put("output padding", look.node().ints("output_padding"))
        .put("maps", window.weights(0))
        .put("maps", window.weights(1))
        .put("beside wide", beside(window.kernel))
        .put("square kernel", square(window.kernel))
        .put("square stride", square(window.each("strides")));
  }

  static void pooling(Look look, Notebook facts) {
    WindowFacts window = new WindowFacts(look);
    window.common(facts, "window");
    boolean none = window.padding().stream().allMatch(pad -> pad.toString().equals("0"));
    facts.whether("counts padding", none || look.node().integer("count_include_pad", 0) == 1);
  }

  private void common(Notebook facts, String name) {
    facts
        .put("rank", look.shape(0).<Object>map(Shape::rank).orElse(guessedRank()))
        .put(name, kernel.isEmpty() ? List.of(Facts.UNKNOWN) : kernel)
        .put("stride", each("strides"))
        .put("dilation", each("dilations"))
        .put("padding", padding());
  }

  private Object guessedRank() {
    return kernel.isEmpty() ? Facts.UNKNOWN : kernel.size() + 2;
  }

  private Object weights(int dim) {
    return look.shape(1)
        .filter(shape -> shape.rank() > dim)
        .<Object>map(shape -> shape.dims().get(dim))
        .orElse(Facts.UNKNOWN);
  }

  /** An attribute with one number a dimension, 1 where it is left out. */
  private List<Long> each(String attribute) {
    return look.node().ints(attribute, Collections.nCopies(kernel.size(), 1L).toArray(Long[]::new));
  }

  /** Before and after in each dimension, whether told or left to the runtime. */
  private List<?> padding() {
    String auto = look.node().text("auto_pad", "NOTSET");
    if (auto.startsWith("SAME") || !look.node().ints("output_shape").isEmpty()) {
      return fromShapes().<List<?>>map(pads -> pads).orElse(List.of(Facts.UNKNOWN));
    }
    List<Long> none = Collections.nCopies(2 * kernel.size(), 0L);
    return auto.equals("VALID") ? none : look.node().ints("pads", none.toArray(Long[]::new));
  }

  private Optional<List<Long>> fromShapes() {
    Optional<Shape> in = look.shape(0);
    Optional<Shape> out = look.result();
    int rank = kernel.size() + 2;
    if (Stream.of(in, out).anyMatch(shape -> shape.filter(s -> s.rank() == rank).isEmpty())) {
      return Optional.empty();
    }
    List<Long> before = new ArrayList<>();
    List<Long> after = new ArrayList<>();
    for (int i = 0; i < kernel.size(); i++) {
      long total =
          total(i, in.orElseThrow().dims().get(i + 2), out.orElseThrow().dims().get(i + 2));
      before.add(total / 2);
      after.add(total - total / 2);
    }
    before.addAll(after);
    return Optional.of(before);
  }

  private long total(int i, long in, long out) {
    long stride = nth(each("strides"), i, 1);
    long reach = (kernel.get(i) - 1) * nth(each("dilations"), i, 1) + 1;
    if (look.operator().layer().equals("DECONVOLUTION")) {
      return stride * (in - 1) + nth(look.node().ints("output_padding"), i, 0) + reach - out;
    }
    return Math.max(0, (out - 1) * stride + reach - in);
  }

  private static long nth(List<Long> values, int i, long absent) {
    return i < values.size() ? values.get(i) : absent;
  }

  /** The other sizes of a kernel that has a size of 64, 96 or 128. */
  private static List<Long> beside(List<Long> sizes) {
    List<Long> others = new ArrayList<>(sizes);
    boolean wide = sizes.stream().anyMatch(size -> WIDE.contains(size.toString()));
    others.remove(sizes.stream().max(Long::compare).orElse(0L));
    return wide ? others : List.of();
  }

  private static List<Long> square(List<Long> sizes) {
    return sizes.size() == 2 && sizes.get(0).equals(sizes.get(1)) ? sizes : List.of();
  }
}
