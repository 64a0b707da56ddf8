package duet.inference.shape.rule;

import duet.inference.shape.number.Broadcast;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Products of matrices, and the networks with a memory that are made of them. */
final class ProductRules {
  private ProductRules() {}

  static void add(Map<String, Rule> rules) {
    rules.put("MatMul", call -> call.like(0, product(call.shape(0), call.shape(1))));
    rules.put(
        "MatMulInteger",
        call -> ElementRules.one(DataType.INT32, product(call.shape(0), call.shape(1))));
    rules.put("QLinearMatMul", call -> call.like(7, product(call.shape(0), call.shape(3))));
    rules.put("Gemm", call -> call.like(0, gemm(call)));
    rules.put("Einsum", ProductRules::einsum);
    rules.put("LSTM", ProductRules::recurrent);
    rules.put("GRU", ProductRules::recurrent);
    rules.put("RNN", ProductRules::recurrent);
  }

  /** As numpy does it: vectors are rows on the left and columns on the right. */
  private static Shape product(Shape a, Shape b) {
    List<Long> left = new ArrayList<>(a.dims());
    List<Long> right = new ArrayList<>(b.dims());
    if (a.rank() == 1) {
      left.add(0, 1L);
    }
    if (b.rank() == 1) {
      right.add(1L);
    }
    long inner = left.remove(left.size() - 1);
    long columns = right.remove(right.size() - 1);
    if (inner != right.remove(right.size() - 1)) {
      throw new IllegalArgumentException(a + " times " + b);
    }
    long rows = left.remove(left.size() - 1);
    List<Long> dims = new ArrayList<>(Broadcast.of(new Shape(left), new Shape(right)).dims());
    if (a.rank() > 1) {
      dims.add(rows);
    }
    if (b.rank() > 1) {
      dims.add(columns);
    }
    return new Shape(dims);
  }

  private static Shape gemm(Call call) {
    long rows = call.dim(0, call.node().integer("transA", 0) == 0 ? 0 : 1);
    long columns = call.dim(1, call.node().integer("transB", 0) == 0 ? 1 : 0);
    return Shape.of(rows, columns);
  }

  /** Each letter is an axis; without a right side those that occur once, in alphabetical order. */
  private static List<Kind> einsum(Call call) {
    String[] sides = call.node().text("equation", "").replace(" ", "").split("->", -1);
    String[] terms = sides[0].split(",", -1);
    Map<Integer, Long> sizes = new HashMap<>();
    for (int i = 0; i < call.inputs(); i++) {
      for (int axis = 0; axis < call.rank(i); axis++) {
        sizes.put((int) terms[i].charAt(axis), call.dim(i, axis));
      }
    }
    String result = sides.length > 1 ? sides[1] : once(sides[0]);
    return call.like(0, result.chars().mapToObj(letter -> size(sizes, letter)).toList());
  }

  private static long size(Map<Integer, Long> sizes, int letter) {
    Long size = sizes.get(letter);
    if (size == null || !Character.isLetter(letter)) {
      throw new IllegalArgumentException("an equation that is not understood");
    }
    return size;
  }

  private static String once(String terms) {
    StringBuilder letters = new StringBuilder();
    terms
        .chars()
        .filter(letter -> letter != ',' && terms.indexOf(letter) == terms.lastIndexOf(letter))
        .sorted()
        .forEach(letter -> letters.append((char) letter));
    return letters.toString();
  }

  /** All states, the last one, and the last cell of an LSTM. */
  private static List<Kind> recurrent(Call call) {
    long hidden = call.node().integer("hidden_size", call.dim(2, 2));
    long ways = call.node().text("direction", "forward").equals("bidirectional") ? 2 : 1;
    boolean batchFirst = call.node().integer("layout", 0) == 1;
    long steps = call.dim(0, batchFirst ? 1 : 0);
    long batch = call.dim(0, batchFirst ? 0 : 1);
    Shape all =
        batchFirst ? Shape.of(batch, steps, ways, hidden) : Shape.of(steps, ways, batch, hidden);
    Shape last = batchFirst ? Shape.of(batch, ways, hidden) : Shape.of(ways, batch, hidden);
    Kind state = new Kind(call.type(0), last);
    return List.of(new Kind(call.type(0), all), state, state);
  }
}
