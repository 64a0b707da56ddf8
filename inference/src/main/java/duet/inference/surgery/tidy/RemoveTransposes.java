package duet.inference.surgery.tidy;

import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.surgery.Draft;
import duet.inference.surgery.Edited;
import duet.inference.surgery.Integers;
import duet.inference.surgery.Surgery;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes out turns from NHWC to NCHW and back, with which exports from TensorFlow surround each
 * convolution.
 *
 * <p>A Transpose is not written where it stands but carried along: past operators that treat each
 * number by itself, past sums with constants and with values that are turned alike, past Concat,
 * Pad and Slice, whose axes turn with it. Two that meet become one, or none. One that reaches an
 * operator which minds the order is written there. If fewer are left than there were, the result is
 * taken, and otherwise the graph as it was. Numbers only change places on the way, so none of them
 * changes.
 */
public final class RemoveTransposes implements Surgery {
  private static final Set<String> EACH_BY_ITSELF =
      Set.of(
          "Relu",
          "LeakyRelu",
          "Sigmoid",
          "Tanh",
          "Clip",
          "Elu",
          "HardSigmoid",
          "HardSwish",
          "Abs",
          "Neg",
          "Exp",
          "Log",
          "Sqrt",
          "Erf",
          "Softplus",
          "Identity",
          "Cast");

  private static final Set<String> WITH_SETTINGS = Set.of("Pad", "Slice");

  private static final Set<String> PAIRWISE = Set.of("Add", "Sub", "Mul", "Div", "Max", "Min");

  @Override
  public Edited apply(Graph graph) {
    Edited edited = new Carrying(graph).done();
    return count(edited.graph()) < count(graph) ? edited : new Edited(graph, List.of());
  }

  private static long count(Graph graph) {
    return graph.nodes().stream().filter(node -> node.operator().equals("Transpose")).count();
  }

  /**
   * A value that was not written: another one, turned.
   *
   * @param axes of the source, in the order of the value
   */
  private record Turned(String source, List<Long> axes) {
    boolean isStraight() {
      return IntStream.range(0, axes.size()).allMatch(axis -> axes.get(axis) == axis);
    }

    Turned turn(List<Long> perm) {
      return new Turned(source, perm.stream().map(axis -> axes.get(axis.intValue())).toList());
    }

    /** Of each axis of the source what is told of those of the value, twice one after the other. */
    long[] pads(List<Long> told) {
      long[] pads = new long[told.size()];
      for (int i = 0; i < pads.length; i++) {
        int half = i / axes.size() * axes.size();
        pads[half + axes.get(i - half).intValue()] = told.get(i);
      }
      return pads;
    }

    /** The axes of the source that some of the value are. */
    long[] places(List<Long> told) {
      return told.stream().mapToLong(axis -> axes.get(Math.floorMod(axis, axes.size()))).toArray();
    }

    /** The shape of the source of a value of a shape. */
    Shape before(Shape shape) {
      long[] dims = new long[axes.size()];
      for (int i = 0; i < dims.length; i++) {
        dims[axes.get(i).intValue()] = shape.dim(i);
      }
      return Shape.of(dims);
    }
  }

  /** One graph at work. */
  private static final class Carrying {
    private final Graph graph;
    private final Draft draft;
    private final Map<String, Turned> carried = new HashMap<>();

    /** Values as the old graph had them, for those that are written after all. */
    private final Map<String, Value> olds = new HashMap<>();

    Carrying(Graph graph) {
      this.graph = graph;
      this.draft = new Draft(graph);
    }

    Edited done() {
      graph.nodes().forEach(this::take);
      graph.outputs().forEach(output -> written(output.name()));
      return draft.finish();
    }

    private void take(Node node) {
      if (node.operator().equals("Transpose") && !node.ints("perm").isEmpty()) {
        carry(node);
        return;
      }
      Optional<Turned> turn = commonTurn(node);
      if (turn.isPresent()) {
        past(node, turn.get());
      } else {
        List<String> inputs = node.inputs().stream().map(this::written).toList();
        draft.emit(
            new Node(node.name(), node.operator(), inputs, node.outputs(), node.attributes()));
      }
    }

    private void carry(Node node) {
      String in = node.inputs().get(0);
      List<Long> perm = node.ints("perm");
      Turned before = carried.get(in);
      note(node.output(), before == null ? new Turned(in, perm) : before.turn(perm));
      draft.changed(node, "turn of axes '" + perm + "' taken out or carried on");
    }

    private void note(Value value, Turned turned) {
      carried.put(value.name(), turned);
      olds.put(value.name(), value);
    }

    /** How all inputs of a node are turned that lets a turn pass. */
    private Optional<Turned> commonTurn(Node node) {
      List<Turned> turns =
          node.inputs().stream().filter(carried::containsKey).map(this::at).toList();
      if (turns.isEmpty() || turns.get(0).isStraight() || node.outputs().size() != 1) {
        return Optional.empty();
      }
      List<Long> axes = turns.get(0).axes();
      boolean alike = turns.stream().allMatch(turn -> turn.axes().equals(axes));
      return Optional.of(turns.get(0)).filter(turn -> alike && passes(node, turns));
    }

    private Turned at(String value) {
      return Objects.requireNonNull(carried.get(value));
    }

    private boolean passes(Node node, List<Turned> turns) {
      int rank = turns.get(0).axes().size();
      if (EACH_BY_ITSELF.contains(node.operator())) {
        return carried.containsKey(node.inputs().get(0)) && turns.size() == 1;
      }
      if (PAIRWISE.contains(node.operator())) {
        return node.inputs().stream().allMatch(in -> carried.containsKey(in) || isLine(in, rank));
      }
      return switch (node.operator()) {
        case "Concat" -> turns.size() == node.inputs().size();
        case "Pad" -> hasSetting(node, 1, 2 * rank) && node.input(3).isEmpty();
        case "Slice" -> hasSetting(node, 3, node.input(1).map(this::length).orElse(0));
        default -> false;
      };
    }

    /** Whether the map comes first and a constant of so many whole numbers in a place. */
    private boolean hasSetting(Node node, int place, int numbers) {
      Optional<Initialiser> setting =
          node.input(place)
              .flatMap(draft::constant)
              .filter(constant -> constant.value().type() == DataType.INT64);
      return carried.containsKey(node.inputs().get(0))
          && setting.filter(its -> its.value().shape().elements() == numbers).isPresent();
    }

    private int length(String constant) {
      return draft.constant(constant).map(c -> (int) c.value().shape().elements()).orElse(0);
    }

    /** A constant along one axis at most: to turn it, its shape is turned. */
    private boolean isLine(String value, int rank) {
      return draft
          .constant(value)
          .map(constant -> constant.value().shape())
          .filter(shape -> shape.rank() <= rank)
          .filter(shape -> shape.dims().stream().filter(dim -> dim != 1).count() <= 1)
          .isPresent();
    }

    private void past(Node node, Turned turn) {
      List<String> inputs = new ArrayList<>();
      for (int place = 0; place < node.inputs().size(); place++) {
        boolean isSetting = place > 0 && WITH_SETTINGS.contains(node.operator());
        inputs.add(isSetting ? setting(node, place, turn) : before(node.inputs().get(place), turn));
      }
      Value old = node.output();
      String name = draft.fresh(old.name() + "/unturned");
      Value out =
          old.isKnown()
              ? new Value(name, old.type(), turn.before(old.shape()))
              : Value.unknown(name);
      List<Attribute> attributes =
          node.attributes().stream().map(attribute -> turned(node, attribute, turn)).toList();
      draft.emit(new Node(node.name(), node.operator(), inputs, List.of(out), attributes));
      note(old, new Turned(name, turn.axes()));
    }

    private static Attribute turned(Node node, Attribute attribute, Turned turn) {
      if (node.operator().equals("Concat") && attribute instanceof Attribute.Int axis) {
        int rank = turn.axes().size();
        return new Attribute.Int("axis", turn.axes().get(Math.floorMod(axis.value(), rank)));
      }
      return attribute;
    }

    /** What a node reads beside the map: pads of a Pad and axes of a Slice turn, the rest stays. */
    private String setting(Node node, int place, Turned turn) {
      boolean pads = node.operator().equals("Pad") && place == 1;
      boolean axes = node.operator().equals("Slice") && place == 3;
      if (!pads && !axes) {
        return node.inputs().get(place);
      }
      Initialiser old = draft.constant(node.inputs().get(place)).orElseThrow();
      long[] numbers = pads ? turn.pads(Integers.of(old)) : turn.places(Integers.of(old));
      String name = draft.fresh(old.value().name() + "/unturned");
      return draft.add(Initialiser.ints(name, numbers));
    }

    private String before(String value, Turned turn) {
      Turned its = carried.get(value);
      if (its != null) {
        return its.source();
      }
      return draft.constant(value).map(line -> line(line, turn)).orElse(value);
    }

    private String line(Initialiser constant, Turned turn) {
      Shape shape = constant.value().shape();
      if (shape.elements() == 1) {
        return constant.value().name();
      }
      long[] full = new long[turn.axes().size()];
      for (int i = 0; i < full.length; i++) {
        int its = i - full.length + shape.rank();
        full[i] = its < 0 ? 1 : shape.dim(its);
      }
      String name = draft.fresh(constant.value().name() + "/unturned");
      Value value = new Value(name, constant.value().type(), turn.before(Shape.of(full)));
      return draft.add(new Initialiser(value, constant.data()));
    }

    /** The name under which a value can be read, written now if it was carried. */
    private String written(String name) {
      Turned turned = carried.get(name);
      if (turned == null || (turned.isStraight() && !draft.isOutput(name))) {
        return turned == null ? name : turned.source();
      }
      carried.remove(name);
      boolean straight = turned.isStraight();
      List<Attribute> perm =
          straight ? List.of() : List.of(new Ints("perm", new ArrayList<>(turned.axes())));
      String operator = straight ? "Identity" : "Transpose";
      Value value = Objects.requireNonNull(olds.get(name));
      draft.emit(
          new Node(
              draft.fresh(name + "/turn"),
              operator,
              List.of(turned.source()),
              List.of(value),
              perm));
      return name;
    }
  }
}
