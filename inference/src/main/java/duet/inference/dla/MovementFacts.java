package duet.inference.dla;

import duet.inference.dla.rule.Facts;
import duet.inference.dla.rule.Facts.Notebook;
import duet.inference.graph.Node;
import duet.inference.tensor.Shape;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Facts about what moves numbers about: concatenation, slice, resize, shuffle. */
final class MovementFacts {
  private static final Set<String> CUTS = Set.of("Slice", "Split", "Concat");

  private MovementFacts() {}

  static void concatenation(Look look, Notebook facts) {
    facts
        .put("axis", axis(look, look.node().integer("axis", 1)))
        .put("inputs", look.node().inputs().stream().filter(input -> !input.isEmpty()).count());
  }

  private static Object axis(Look look, long axis) {
    return Stream.concat(look.result().stream(), look.shape(0).stream())
        .findFirst()
        .map(shape -> Look.axisName(axis, shape.rank()))
        .orElse(Facts.UNKNOWN);
  }

  static void slice(Look look, Notebook facts) {
    boolean split = look.node().operator().equals("Split");
    facts
        .put("rank", look.rank(0))
        .put("axis", split ? List.of(axis(look, look.node().integer("axis", 0))) : cut(look))
        .put("step", split ? List.of() : look.numbers(4).orElse(steps(look)))
        .put("bounds", look.kind(1, 2, 3, 4));
  }

  private static List<Double> steps(Look look) {
    return look.node().input(4).isPresent() ? List.of(Double.NaN) : List.of();
  }

  /** The dimensions that get smaller. */
  private static Collection<?> cut(Look look) {
    Optional<Shape> in = look.shape(0);
    Optional<Shape> out = look.result();
    if (in.isEmpty() || out.isEmpty() || in.get().rank() != out.get().rank()) {
      return List.of(Facts.UNKNOWN);
    }
    int rank = in.get().rank();
    return IntStream.range(0, rank)
        .filter(i -> !in.get().dims().get(i).equals(out.get().dims().get(i)))
        .mapToObj(i -> Look.axisName(i, rank))
        .toList();
  }

  static void resize(Look look, Notebook facts) {
    Node node = look.node();
    // Upsample, and Resize before operator set 11, know one way only.
    boolean old = node.operator().equals("Upsample") || node.inputs().size() == 2;
    String mode = node.text("mode", "nearest").replace("bilinear", "linear");
    String transform =
        old ? "asymmetric" : node.text("coordinate_transformation_mode", "half_pixel");
    String nearest = old ? "floor" : node.text("nearest_mode", "round_prefer_floor");
    List<?> scales = scales(look, old ? 1 : 2);
    int split = Math.max(0, scales.size() - 2);
    facts
        .put("by", !old && node.input(3).isPresent() ? "sizes" : "scales")
        .put("dimensions", scales.contains(Facts.UNKNOWN) ? Facts.UNKNOWN : scales.size())
        .put("outer", scales.subList(0, split))
        .put("scale", scales.subList(split, scales.size()))
        .put("mode", mode)
        .put("transform", transform)
        .put("rounding", transform + "/" + nearest);
  }

  private static List<?> scales(Look look, int place) {
    Optional<List<Double>> told = look.numbers(place).filter(all -> all.size() == 4);
    if (told.isPresent()) {
      return told.get();
    }
    Optional<Shape> in = look.shape(0);
    Optional<Shape> out = look.result();
    if (in.isEmpty() || out.isEmpty() || in.get().rank() != out.get().rank()) {
      return List.of(Facts.UNKNOWN);
    }
    return IntStream.range(0, in.get().rank())
        .mapToObj(i -> (double) out.get().dims().get(i) / Math.max(1, in.get().dims().get(i)))
        .toList();
  }

  static void softmax(Look look, Notebook facts) {
    long usual = look.graph().header().operatorSet() < 13 ? 1 : -1;
    long axis = look.node().integer("axis", usual);
    facts.put("axis", axis(look, axis));
    Optional<Shape> in = look.shape(0);
    int rank = in.map(Shape::rank).orElse(0);
    long place = axis < 0 ? axis + rank : axis;
    if (place < 0 || place >= rank) {
      facts.put("length", Facts.UNKNOWN).put("alone", "no");
      return;
    }
    List<Long> dims = in.orElseThrow().dims();
    boolean alone =
        IntStream.range(Math.max(0, rank - 3), rank).allMatch(i -> i == place || dims.get(i) == 1);
    facts.put("length", dims.get((int) place)).whether("alone", alone);
  }

  static void shuffle(Look look, Notebook facts) {
    facts
        .put("rank", look.rank(0))
        .put("result rank", look.result().<Object>map(Shape::rank).orElse(Facts.UNKNOWN))
        .put("neighbour", neighbour(look))
        .whether("keeps batch", keepsBatch(look));
  }

  private static List<String> neighbour(Look look) {
    Node node = look.node();
    List<String> cuts =
        Stream.concat(look.neighbours().before(node), look.neighbours().after(node))
            .map(Node::operator)
            .filter(CUTS::contains)
            .distinct()
            .toList();
    return cuts.isEmpty() ? List.of("other") : cuts;
  }

  private static boolean keepsBatch(Look look) {
    if (look.node().operator().equals("Transpose")) {
      return look.node().ints("perm").stream().findFirst().filter(first -> first == 0).isPresent();
    }
    Optional<Long> before = look.shape(0).flatMap(shape -> shape.dims().stream().findFirst());
    Optional<Long> after = look.result().flatMap(shape -> shape.dims().stream().findFirst());
    return before.equals(after);
  }
}
