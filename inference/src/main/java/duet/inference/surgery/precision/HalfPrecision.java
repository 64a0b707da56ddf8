package duet.inference.surgery.precision;

import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Surgery;
import duet.inference.surgery.SurgeryException;
import duet.inference.tensor.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes in FP16 throughout: weights and activations. Inputs and outputs of the network stay
 * FP32, with a Cast behind the one and before the other, so that nobody who runs it sees a
 * difference.
 *
 * <p>For devices with FP16 arithmetic. A runtime without FP16 kernels computes in FP32 all the same
 * and converts around every node, which is slower than the FP32 model; there {@link HalfWeights} is
 * the form to choose.
 */
public final class HalfPrecision implements Surgery {
  /** Which input must stay FP32, by operator. */
  private static final Map<String, Set<Integer>> STAYS_FLOAT =
      Map.of("Resize", Set.of(2), "Upsample", Set.of(1));

  /** Operators that make floats out of none, by an attribute of their own. */
  private static final Set<String> MAKES_FLOATS =
      Set.of("ConstantOfShape", "RandomNormal", "RandomUniform", "EyeLike", "Constant");

  @Override
  public Edited apply(Graph graph) {
    Quantised.refuse(graph);
    Draft draft = new Draft(graph);
    Map<String, String> narrow = new HashMap<>();
    graph.inputs().stream()
        .filter(input -> input.type() == DataType.FLOAT)
        .forEach(input -> narrowInput(draft, input, narrow));
    for (Node node : graph.nodes()) {
      refuseUnknown(node);
      convert(draft, node, narrow);
      draft.changed(node, "computed in FP16");
    }
    return draft.finish();
  }

  private static void narrowInput(Draft draft, Value input, Map<String, String> narrow) {
    Value half = half(input, draft.fresh(input.name() + "/half"));
    narrow.put(input.name(), half.name());
    draft.emit(cast(draft, input.name(), half));
  }

  private static void refuseUnknown(Node node) {
    if (MAKES_FLOATS.contains(node.operator())) {
      throw new SurgeryException(
          "makes numbers in " + node.operator() + " '" + node.name() + "'; not known in FP16");
    }
    for (Value output : node.outputs()) {
      if (!output.isKnown()) {
        throw new SurgeryException(
            "does not tell the type of '" + output.name() + "'; find out the shapes first");
      }
    }
  }

  private static void convert(Draft draft, Node node, Map<String, String> narrow) {
    List<String> inputs = inputs(draft, node, narrow);
    List<Value> outputs = node.outputs().stream().map(o -> output(draft, o, narrow)).toList();
    draft.emit(new Node(node.name(), node.operator(), inputs, outputs, attributes(node)));
    for (int i = 0; i < outputs.size(); i++) {
      Value wide = node.outputs().get(i);
      if (draft.isOutput(wide.name()) && wide.type() == DataType.FLOAT) {
        draft.emit(cast(draft, outputs.get(i).name(), wide));
      }
    }
  }

  private static List<String> inputs(Draft draft, Node node, Map<String, String> narrow) {
    Set<Integer> stays = STAYS_FLOAT.getOrDefault(node.operator(), Set.of());
    List<String> inputs = new ArrayList<>(node.inputs());
    for (int i = 0; i < inputs.size(); i++) {
      String input = inputs.get(i);
      if (!stays.contains(i)) {
        draft.floats(node, i).ifPresent(constant -> narrowed(draft, constant, narrow));
        inputs.set(i, narrow.getOrDefault(input, input));
      }
    }
    return inputs;
  }

  private static void narrowed(Draft draft, Initialiser constant, Map<String, String> narrow) {
    narrow.computeIfAbsent(
        constant.value().name(),
        name -> draft.add(Halves.of(constant, draft.fresh(name + "/half"))));
  }

  /** An output of the network keeps its name for the Cast. */
  private static Value output(Draft draft, Value output, Map<String, String> narrow) {
    if (output.type() != DataType.FLOAT) {
      return output;
    }
    if (!draft.isOutput(output.name())) {
      return half(output, output.name());
    }
    Value half = half(output, draft.fresh(output.name() + "/half"));
    narrow.put(output.name(), half.name());
    return half;
  }

  private static List<Attribute> attributes(Node node) {
    long wide = DataType.FLOAT.onnxCode();
    if (!node.operator().equals("Cast") || node.integer("to", 0) != wide) {
      return node.attributes();
    }
    return List.of(new Attribute.Int("to", DataType.FLOAT16.onnxCode()));
  }

  private static Value half(Value value, String name) {
    return new Value(name, DataType.FLOAT16, value.shape());
  }

  private static Node cast(Draft draft, String from, Value to) {
    return new Node(
        draft.fresh(to.name() + "/cast"),
        "Cast",
        List.of(from),
        List.of(to),
        List.of(new Attribute.Int("to", to.type().onnxCode())));
  }
}
