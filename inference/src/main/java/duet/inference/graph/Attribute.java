package duet.inference.graph;

import java.util.List;
import java.util.stream.LongStream;

/** A named setting of a node, as ONNX has them. */
public sealed interface Attribute {
  String name();

  record Int(String name, long value) implements Attribute {}

  record Ints(String name, List<Long> values) implements Attribute {
    public Ints {
      values = List.copyOf(values);
    }

    public static Ints of(String name, long... values) {
      return new Ints(name, LongStream.of(values).boxed().toList());
    }
  }

  record Real(String name, float value) implements Attribute {}

  record Reals(String name, List<Float> values) implements Attribute {
    public Reals {
      values = List.copyOf(values);
    }
  }

  record Text(String name, String value) implements Attribute {}

  record Texts(String name, List<String> values) implements Attribute {
    public Texts {
      values = List.copyOf(values);
    }
  }

  /**
   * A tensor.
   *
   * @param value named as the attribute
   */
  record Constant(Initialiser value) implements Attribute {
    @Override
    public String name() {
      return value.value().name();
    }
  }
}
