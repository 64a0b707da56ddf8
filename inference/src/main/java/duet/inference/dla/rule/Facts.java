package duet.inference.dla.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of a layer, in the words of the tables.
 *
 * @param layer as TensorRT calls it, such as {@code CONVOLUTION}
 * @param known for each fact its values, such as {@code padding} 1 1 1 1
 */
public record Facts(String layer, Map<String, List<String>> known) {
  /** The value of a fact that nobody knows; no rule holds for it. */
  public static final String UNKNOWN = "unknown";

  public Facts {
    known = Map.copyOf(known);
  }

  /** No values where the fact does not concern the layer. */
  List<String> of(String fact) {
    return Objects.requireNonNullElse(known.get(fact), List.of());
  }

  /** Collects facts. */
  public static final class Notebook {
    private final String layer;
    private final Map<String, List<String>> known = new LinkedHashMap<>();

    public Notebook(String layer) {
      this.layer = layer;
    }

    public Notebook put(String fact, Object value) {
      return put(fact, List.of(value));
    }

    /** All values; whole numbers are written without a point. */
    public Notebook put(String fact, Collection<?> values) {
      known
          .computeIfAbsent(fact, name -> new ArrayList<>())
          .addAll(values.stream().map(Facts::word).toList());
      return this;
    }

    /** {@code yes} or {@code no}. */
    public Notebook whether(String fact, boolean it) {
      return put(fact, it ? "yes" : "no");
    }

    public Facts facts() {
      return new Facts(layer, known);
    }
  }

  private static String word(Object value) {
    return value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1e15
        ? Long.toString(Math.round(real))
        : value.toString();
  }
}
