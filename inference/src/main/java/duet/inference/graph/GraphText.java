package duet.inference.graph;

import duet.inference.tensor.DataType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * A graph in words, a line for each thing in it, to read and to compare. Equal graphs give equal
 * text on every machine: attributes are sorted, weights stand as a checksum.
 */
public final class GraphText {
  /** Shapes and axes are worth reading; more numbers than this are not. */
  private static final int FEW = 8;

  private GraphText() {}

  /** All lines, each with its end. */
  public static String of(Graph graph) {
    StringBuilder text = new StringBuilder();
    line(text, "graph  " + graph.name() + " " + sets(graph.header()));
    graph.inputs().forEach(input -> line(text, "in     " + value(input)));
    graph.initialisers().forEach(constant -> line(text, "const  " + constant(constant)));
    graph.nodes().forEach(node -> line(text, "node   " + node(node)));
    graph.outputs().forEach(output -> line(text, "out    " + output.name()));
    return text.toString();
  }

  /** Names come from files: none may begin a line of its own. */
  private static void line(StringBuilder text, String line) {
    text.append(line.replaceAll("\\p{Cntrl}", "?").stripTrailing()).append('\n');
  }

  private static String sets(Header header) {
    return header.operatorSets().entrySet().stream()
        .map(set -> (set.getKey().isEmpty() ? "onnx" : set.getKey()) + " " + set.getValue())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String value(Value value) {
    return value.isKnown()
        ? (value.name() + ": " + value.type() + " " + value.shape()).stripTrailing()
        : value.name() + ": ?";
  }

  private static String constant(Initialiser constant) {
    return value(constant.value()) + " " + contents(constant);
  }

  private static String contents(Initialiser constant) {
    boolean few = constant.value().shape().elements() <= FEW;
    boolean whole = constant.value().type() == DataType.INT64;
    return few && whole ? numbers(constant) : checksum(constant);
  }

  private static String numbers(Initialiser constant) {
    return IntStream.range(0, (int) constant.value().shape().elements())
        .mapToObj(i -> String.valueOf(constant.data().getLong(i * Long.BYTES)))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String checksum(Initialiser constant) {
    CRC32 sum = new CRC32();
    sum.update(constant.data().duplicate());
    return "#%08x".formatted(sum.getValue());
  }

  private static String node(Node node) {
    String outputs = node.outputs().stream().map(GraphText::value).collect(joined());
    return node.operator()
        + " '"
        + node.name()
        + "' ("
        + node.inputs().stream().map(in -> in.isEmpty() ? "-" : in).collect(joined())
        + ")"
        + attributes(node.attributes())
        + " -> "
        + outputs;
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  private static String attributes(List<Attribute> attributes) {
    return attributes.stream()
        .sorted(Comparator.comparing(Attribute::name))
        .map(GraphText::attribute)
        .collect(Collectors.joining(""));
  }

  private static String attribute(Attribute attribute) {
    return " " + attribute.name() + "=" + setting(attribute);
  }

  private static String setting(Attribute attribute) {
    if (attribute instanceof Attribute.Int whole) {
      return String.valueOf(whole.value());
    } else if (attribute instanceof Attribute.Ints wholes) {
      return wholes.values().toString();
    } else if (attribute instanceof Attribute.Real real) {
      return String.valueOf(real.value());
    } else if (attribute instanceof Attribute.Reals reals) {
      return reals.values().toString();
    }
    return wordsOrTensor(attribute);
  }

  private static String wordsOrTensor(Attribute attribute) {
    if (attribute instanceof Attribute.Text text) {
      return '"' + text.value() + '"';
    } else if (attribute instanceof Attribute.Texts texts) {
      return texts.values().toString();
    } else if (attribute instanceof Attribute.Constant tensor) {
      Value value = tensor.value().value();
      return "<" + value.type() + " " + value.shape() + " " + contents(tensor.value()) + ">";
    }
    throw new IllegalStateException("an attribute of another kind");
  }
}
