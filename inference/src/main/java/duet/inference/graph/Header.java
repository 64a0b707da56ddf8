package duet.inference.graph;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a model file says besides the network.
 *
 * @param operatorSets version of each set of operators by its domain; the empty name is the set of
 *     ONNX itself, and always there
 * @param metadata whatever the exporter noted, such as the class names of a detector
 */
public record Header(Map<String, Long> operatorSets, Map<String, String> metadata) {
  /** Of the networks that Duet makes. */
  public static final Header DUET = new Header(Map.of("", 17L), Map.of());

  public Header {
    // Sorted, so that equal graphs give equal files.
    operatorSets = Collections.unmodifiableMap(new TreeMap<>(operatorSets));
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    if (!operatorSets.containsKey("")) {
      throw new IllegalArgumentException("no version of the ONNX operators is given");
    }
  }

  /** The version of the ONNX operators. */
  public long operatorSet() {
    return Objects.requireNonNull(operatorSets.get(""));
  }
}
