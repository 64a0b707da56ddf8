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
import duet.inference.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Static quantisation of the convolutions to eight bits, in the QDQ form: the graph still computes
 * with floats, but each value that enters or leaves a convolution passes QuantizeLinear and
 * DequantizeLinear, and so do the weights. A runtime that finds a convolution between the two runs
 * it on bytes; one that does not still gets the right numbers.
 *
 * <p>Weights are signed bytes, symmetric, with a scale an output channel, so that one loud channel
 * does not cost the others their precision; those of a transposed convolution share one.
 * Activations are bytes with one scale and zero point a value, from the ranges handed in: unsigned
 * for a CPU, signed and symmetric for a DLA. For a CPU the bias is a 32-bit integer in units of
 * activation scale times weight scale, the unit in which the products are summed; for a DLA it
 * stays a float.
 *
 * <p>A value that a node computes keeps its name behind the pair, so all who read it read the same
 * numbers; an input of the network is quantised for the convolutions only.
 */
public final class QuantiseStatic implements Surgery {
  /** The first operator set whose DequantizeLinear knows an axis. */
  private static final long OPERATOR_SET = 13;

  /** Leaves the sums of products, which share the 32 bits with the bias, room enough. */
  private static final double LARGEST_BIAS = 0x1p30;

  private final Map<String, Range> ranges;
  private final Set<String> kept;
  private final Scheme scheme;

  /**
   * Quantises all convolutions but some.
   *
   * @param ranges of all values that {@link #watched} names
   * @param kept names of the nodes that stay as they are
   */
  public QuantiseStatic(Map<String, Range> ranges, Set<String> kept, Scheme scheme) {
    this.ranges = Map.copyOf(ranges);
    this.kept = Set.copyOf(kept);
    this.scheme = scheme;
  }

  /** The values whose ranges must be known. */
  public static Set<String> watched(Graph graph, Set<String> kept, Scheme scheme) {
    return new QuantiseStatic(Map.of(), kept, scheme).watched(graph, new Draft(graph));
  }

  private Set<String> watched(Graph graph, Draft draft) {
    Set<String> values = new LinkedHashSet<>();
    for (Node node : graph.nodes()) {
      if (isQuantised(draft, node)) {
        values.add(node.inputs().get(0));
        values.add(node.output().name());
      }
    }
    return values;
  }

  private boolean isQuantised(Draft draft, Node node) {
    return scheme.takes(node.operator())
        && !kept.contains(node.name())
        && draft.floats(node, 1).isPresent()
        && (node.input(2).isEmpty() || draft.floats(node, 2).isPresent());
  }

  @Override
  public Edited apply(Graph graph) {
    refuseUnfit(graph);
    Draft draft = new Draft(graph);
    Set<String> values = watched(graph, draft);
    Set<String> inputs = quantiseInputs(draft, graph, values);
    for (Node node : graph.nodes()) {
      boolean chosen = isQuantised(draft, node);
      emit(draft, chosen ? quantised(draft, node, inputs) : node, values);
      if (chosen) {
        draft.changed(node, "convolution quantised to 8 bits");
      }
    }
    return draft.finish();
  }

  private Set<String> quantiseInputs(Draft draft, Graph graph, Set<String> values) {
    Set<String> names = new HashSet<>();
    for (Value input : graph.inputs()) {
      if (values.contains(input.name())) {
        names.add(input.name());
        pair(draft, input.name(), input.named(input.name() + "/dq"), range(input.name()));
      }
    }
    return names;
  }

  private static void refuseUnfit(Graph graph) {
    Quantised.refuse(graph);
    if (graph.header().operatorSet() < OPERATOR_SET) {
      throw new SurgeryException(
          "uses operator set "
              + graph.header().operatorSet()
              + ", 8 bits need "
              + OPERATOR_SET
              + "; export it again");
    }
  }

  private Range range(String value) {
    return Optional.ofNullable(ranges.get(value))
        .orElseThrow(() -> new IllegalArgumentException("no range for '" + value + "'"));
  }

  /** A node, and a pair behind each of its outputs that needs one. */
  private void emit(Draft draft, Node node, Set<String> values) {
    List<Value> outputs = new ArrayList<>();
    for (Value output : node.outputs()) {
      boolean paired = values.contains(output.name());
      outputs.add(paired ? output.named(draft.fresh(output.name() + "/real")) : output);
    }
    draft.emit(new Node(node.name(), node.operator(), node.inputs(), outputs, node.attributes()));
    for (int i = 0; i < outputs.size(); i++) {
      Value output = node.outputs().get(i);
      if (values.contains(output.name())) {
        pair(draft, outputs.get(i).name(), output, range(output.name()));
      }
    }
  }

  /** QuantizeLinear and DequantizeLinear from one value to another. */
  private void pair(Draft draft, String from, Value to, Range range) {
    String name = to.name();
    DataType type = scheme.activations();
    Initialiser scale =
        Initialiser.floats(draft.fresh(name + "/scale"), Shape.of(), scheme.scale(range));
    Initialiser zero =
        bytes(draft.fresh(name + "/zero"), type, Shape.of(), scheme.zeroPoint(range));
    List<String> step = List.of(draft.add(scale), draft.add(zero));
    String byteName = draft.fresh(name + (scheme == Scheme.CPU ? "/u8" : "/s8"));
    Value bytes = to.isKnown() ? new Value(byteName, type, to.shape()) : Value.unknown(byteName);
    emit(draft, "QuantizeLinear", from, step, bytes);
    emit(draft, "DequantizeLinear", byteName, step, to);
  }

  private static void emit(Draft draft, String operator, String in, List<String> step, Value out) {
    List<String> inputs = List.of(in, step.get(0), step.get(1));
    String name = draft.fresh(out.name() + "/" + operator);
    draft.emit(new Node(name, operator, inputs, List.of(out), List.of()));
  }

  private static Initialiser bytes(String name, DataType type, Shape shape, byte... values) {
    return new Initialiser(new Value(name, type, shape), ByteBuffer.wrap(values));
  }

  private Node quantised(Draft draft, Node node, Set<String> quantisedInputs) {
    String in = node.inputs().get(0);
    Initialiser weights = draft.floats(node, 1).orElseThrow();
    Optional<FloatBuffer> bias = draft.floats(node, 2).map(Initialiser::asFloats);
    float inScale = scheme.scale(range(in));
    float[] scales = scales(node, weights, bias, inScale);
    List<String> inputs = new ArrayList<>();
    inputs.add(quantisedInputs.contains(in) ? in + "/dq" : in);
    inputs.add(dequantised(draft, integers(draft, weights, scales), scales));
    if (scheme == Scheme.DLA) {
      node.input(2).ifPresent(inputs::add); // TensorRT knows no bias of integers
    } else {
      bias.ifPresent(
          floats -> inputs.add(sums(draft, node.name(), floats, times(scales, inScale))));
    }
    return new Node(node.name(), node.operator(), inputs, node.outputs(), node.attributes());
  }

  private static float[] times(float[] scales, float factor) {
    float[] products = new float[scales.length];
    for (int i = 0; i < products.length; i++) {
      products[i] = scales[i] * factor;
    }
    return products;
  }

  /** A scale an output channel; one for all where those are not the first dimension. */
  private float[] scales(
      Node node, Initialiser weights, Optional<FloatBuffer> bias, float inScale) {
    FloatBuffer floats = weights.asFloats();
    boolean transposed = node.operator().equals("ConvTranspose");
    float[] scales = new float[transposed ? 1 : weights.value().shape().dim(0)];
    int each = floats.limit() / scales.length;
    for (int c = 0; c < scales.length; c++) {
      double room = scheme == Scheme.CPU ? room(bias, c, inScale) : 0;
      double needed = Math.max(largest(floats, c, each) / scheme.weightSteps(), room);
      scales[c] = (float) Math.max(needed, Float.MIN_NORMAL);
    }
    return scales;
  }

  private static double largest(FloatBuffer floats, int channel, int each) {
    double largest = 0;
    for (int i = 0; i < each; i++) {
      largest = Math.max(largest, Math.abs(floats.get(channel * each + i)));
    }
    return largest;
  }

  /** A scale with which the bias fits into its integer. */
  private static double room(Optional<FloatBuffer> bias, int channel, float inScale) {
    return bias.map(b -> Math.abs(b.get(channel)) / inScale / LARGEST_BIAS).orElse(0.0);
  }

  private Initialiser integers(Draft draft, Initialiser weights, float[] scales) {
    FloatBuffer floats = weights.asFloats();
    byte[] values = new byte[floats.limit()];
    int each = values.length / scales.length;
    for (int i = 0; i < values.length; i++) {
      double steps = Math.rint(floats.get(i) / scales[i / each]);
      values[i] = (byte) Math.max(-scheme.weightSteps(), Math.min(scheme.weightSteps(), steps));
    }
    String name = draft.fresh(weights.value().name() + "/s8");
    return bytes(name, DataType.INT8, weights.value().shape(), values);
  }

  private static String sums(Draft draft, String node, FloatBuffer bias, float[] steps) {
    Shape shape = Shape.of(steps.length);
    ByteBuffer data = Initialiser.buffer(DataType.INT32, shape);
    for (int c = 0; c < steps.length; c++) {
      data.putInt(c * Integer.BYTES, (int) Math.rint((double) bias.get(c) / steps[c]));
    }
    Value value = new Value(draft.fresh(node + ".bias/s32"), DataType.INT32, shape);
    return dequantised(draft, new Initialiser(value, data), steps);
  }

  /** The floats that integers stand for, with a scale a first dimension, or one for all. */
  private static String dequantised(Draft draft, Initialiser integers, float[] scales) {
    Value value = integers.value();
    boolean each = scales.length == value.shape().dim(0);
    Shape shape = each ? Shape.of(scales.length) : Shape.of();
    Value zero = new Value(draft.fresh(value.name() + ".zero"), value.type(), shape);
    Initialiser zeros = new Initialiser(zero, Initialiser.buffer(value.type(), shape));
    Initialiser steps = Initialiser.floats(draft.fresh(value.name() + ".scale"), shape, scales);
    List<String> inputs = List.of(draft.add(integers), draft.add(steps), draft.add(zeros));
    Value floats = new Value(draft.fresh(value.name() + "/dq"), DataType.FLOAT, value.shape());
    List<Attribute> axis = each ? List.of(new Attribute.Int("axis", 0)) : List.of();
    String name = draft.fresh(value.name() + "/DequantizeLinear");
    draft.emit(new Node(name, "DequantizeLinear", inputs, List.of(floats), axis));
    return floats.name();
  }
}
