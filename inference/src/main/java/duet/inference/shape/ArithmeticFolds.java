package duet.inference.shape;

import duet.inference.graph.Value;
import duet.inference.shape.number.Broadcast;
import duet.inference.shape.number.Small;
import duet.inference.shape.rule.Call;
import duet.inference.shape.rule.ReductionRules;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;

/**
 * Arithmetic on the few numbers that shapes are made of. Real results are rounded once, to the type
 * of the output, from double precision.
 */
final class ArithmeticFolds {
  private ArithmeticFolds() {}

  static void add(Map<String, Fold> folds) {
    folds.put("Add", binary(Long::sum, Double::sum));
    folds.put("Sub", binary((a, b) -> a - b, (a, b) -> a - b));
    folds.put("Mul", binary((a, b) -> a * b, (a, b) -> a * b));
    folds.put("Div", binary((a, b) -> a / b, (a, b) -> a / b));
    folds.put("Pow", binary((a, b) -> (long) Math.pow((double) a, (double) b), Math::pow));
    folds.put("Min", binary(Math::min, Math::min));
    folds.put("Max", binary(Math::max, Math::max));
    folds.put("Mod", ArithmeticFolds::mod);
    truths(folds);
    unary(folds);
    folds.put("ReduceProd", reduce((a, b) -> a * b, (a, b) -> a * b));
    folds.put("ReduceSum", reduce(Long::sum, Double::sum));
    folds.put("ReduceMax", reduce(Math::max, Math::max));
    folds.put("ReduceMin", reduce(Math::min, Math::min));
  }

  private static void truths(Map<String, Fold> folds) {
    folds.put("Equal", compare((a, b) -> a == b ? 1 : 0, (a, b) -> a == b ? 1 : 0));
    folds.put("Greater", compare((a, b) -> a > b ? 1 : 0, (a, b) -> a > b ? 1 : 0));
    folds.put("Less", compare((a, b) -> a < b ? 1 : 0, (a, b) -> a < b ? 1 : 0));
    folds.put("GreaterOrEqual", compare((a, b) -> a >= b ? 1 : 0, (a, b) -> a >= b ? 1 : 0));
    folds.put("LessOrEqual", compare((a, b) -> a <= b ? 1 : 0, (a, b) -> a <= b ? 1 : 0));
    folds.put("And", binary((a, b) -> a & b, Math::min));
    folds.put("Or", binary((a, b) -> a | b, Math::max));
    folds.put("Xor", binary((a, b) -> a ^ b, (a, b) -> a == b ? 0 : 1));
    folds.put("Not", (call, out) -> wholes(out, i -> 1 - call.constant(0).whole(i)));
    folds.put("Where", ArithmeticFolds::where);
  }

  private static void unary(Map<String, Fold> folds) {
    folds.put("Cast", ArithmeticFolds::cast);
    folds.put("CastLike", ArithmeticFolds::cast);
    folds.put("Neg", unary(a -> -a));
    folds.put("Abs", unary(Math::abs));
    folds.put("Sign", unary(Math::signum));
    folds.put("Relu", unary(a -> Math.max(a, 0)));
    folds.put("Floor", unary(Math::floor));
    folds.put("Ceil", unary(Math::ceil));
    folds.put("Round", unary(Math::rint));
    folds.put("Sqrt", unary(Math::sqrt));
    folds.put("Reciprocal", unary(a -> 1 / a));
    folds.put("Exp", unary(Math::exp));
    folds.put("Log", unary(Math::log));
  }

  private static Small wholes(Value out, IntToLongFunction numbers) {
    return Small.wholes(out.type(), out.shape(), numbers);
  }

  private static Fold binary(LongBinaryOperator whole, DoubleBinaryOperator real) {
    return (call, out) -> {
      Small all = call.constant(0).pick(out.shape(), source(call, 0, out));
      for (int place = 1; place < call.inputs(); place++) {
        Small next = call.constant(place).pick(out.shape(), source(call, place, out));
        all = combine(out.type(), all, next, whole, real);
      }
      return all;
    };
  }

  private static Fold compare(LongBinaryOperator whole, DoubleBinaryOperator real) {
    return (call, out) -> {
      Small a = call.constant(0).pick(out.shape(), source(call, 0, out));
      Small b = call.constant(1).pick(out.shape(), source(call, 1, out));
      return a.isReal()
          ? wholes(out, i -> (long) real.applyAsDouble(a.real(i), b.real(i)))
          : wholes(out, i -> whole.applyAsLong(a.whole(i), b.whole(i)));
    };
  }

  private static Small combine(
      DataType type, Small a, Small b, LongBinaryOperator whole, DoubleBinaryOperator real) {
    return a.isReal()
        ? Small.reals(type, a.shape(), i -> real.applyAsDouble(a.real(i), b.real(i)))
        : Small.wholes(type, a.shape(), i -> whole.applyAsLong(a.whole(i), b.whole(i)));
  }

  private static IntUnaryOperator source(Call call, int place, Value out) {
    return i -> Broadcast.source(call.shape(place), out.shape(), i);
  }

  private static Small mod(Call call, Value out) {
    boolean signOfDividend = call.node().integer("fmod", 0) != 0;
    return binary((a, b) -> signOfDividend ? a % b : Math.floorMod(a, b), (a, b) -> a % b)
        .numbers(call, out);
  }

  private static Small where(Call call, Value out) {
    Small yes = call.constant(0).pick(out.shape(), source(call, 0, out));
    Small then = call.constant(1).pick(out.shape(), source(call, 1, out));
    Small otherwise = call.constant(2).pick(out.shape(), source(call, 2, out));
    return then.isReal()
        ? Small.reals(
            out.type(), out.shape(), i -> yes.whole(i) != 0 ? then.real(i) : otherwise.real(i))
        : wholes(out, i -> yes.whole(i) != 0 ? then.whole(i) : otherwise.whole(i));
  }

  private static Small cast(Call call, Value out) {
    Small in = call.constant(0);
    if (out.type() == DataType.BOOL) {
      return wholes(out, i -> in.real(i) == 0 ? 0 : 1);
    }
    return Small.isReal(out.type())
        ? Small.reals(out.type(), out.shape(), in::real)
        : wholes(out, in::whole);
  }

  private static Fold unary(DoubleUnaryOperator operator) {
    return (call, out) -> {
      Small in = call.constant(0);
      return Small.isReal(out.type())
          ? Small.reals(out.type(), out.shape(), i -> operator.applyAsDouble(in.real(i)))
          : wholes(out, i -> (long) operator.applyAsDouble((double) in.whole(i)));
    };
  }

  /** The elements that share a place once the axes are taken out. */
  private static Fold reduce(LongBinaryOperator whole, DoubleBinaryOperator real) {
    return (call, out) -> {
      Small in = call.constant(0);
      List<Integer> axes = ReductionRules.axes(call);
      return in.isReal()
          ? Small.reals(
              out.type(),
              out.shape(),
              i -> group(in, axes, i).mapToDouble(in::real).reduce(real).orElseThrow())
          : wholes(out, i -> group(in, axes, i).mapToLong(in::whole).reduce(whole).orElseThrow());
    };
  }

  private static IntStream group(Small in, List<Integer> axes, int element) {
    List<Long> kept = new ArrayList<>(in.shape().dims());
    axes.forEach(axis -> kept.set(axis, 1L));
    Shape shape = new Shape(kept);
    return IntStream.range(0, in.size())
        .filter(i -> Broadcast.source(shape, in.shape(), i) == element);
  }
}
