package duet.inference.shape.rule;

import duet.inference.shape.number.Broadcast;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Operators that keep the shape of what goes in, or stretch their inputs to each other. */
final class ElementRules {
  private static final List<String> SAME =
      List.of(
          "Abs Acos Acosh Asin Asinh Atan Atanh BatchNormalization Bernoulli BitwiseNot Ceil Celu",
          "Clip Cos Cosh CumSum Elu Erf Exp Floor Gelu GroupNormalization HardSigmoid HardSwish",
          "Hardmax Identity InstanceNormalization LRN LeakyRelu Log LogSoftmax LpNormalization",
          "MeanVarianceNormalization Mish Neg PRelu RandomNormalLike RandomUniformLike Reciprocal",
          "Relu ReverseSequence Round Scatter ScatterElements ScatterND Selu Shrink Sigmoid Sign",
          "Sin Sinh Softmax Softplus Softsign Sqrt Swish Tan Tanh ThresholdedRelu Trilu EyeLike",
          "com.microsoft::QuickGelu com.microsoft::Gelu com.microsoft::FastGelu",
          "com.microsoft::BiasGelu com.microsoft::QLinearSigmoid",
          "com.microsoft::QLinearLeakyRelu com.microsoft::QLinearSoftmax");

  private static final List<String> STRETCHED =
      List.of("Add Sub Mul Div Pow Mod Min Max Mean Sum BitShift BitwiseAnd BitwiseOr BitwiseXor");

  private static final List<String> TRUTHS =
      List.of("And Or Xor Not Equal Greater Less GreaterOrEqual LessOrEqual IsNaN IsInf");

  private ElementRules() {}

  static void add(Map<String, Rule> rules) {
    words(SAME).forEach(name -> rules.put(name, call -> call.like(0, call.shape(0))));
    words(STRETCHED).forEach(name -> rules.put(name, call -> call.like(0, call.broadcast())));
    words(TRUTHS).forEach(name -> rules.put(name, call -> one(DataType.BOOL, call.broadcast())));
    for (String name : List.of("Bernoulli", "EyeLike", "RandomNormalLike", "RandomUniformLike")) {
      rules.put(name, call -> one(call.typeAttribute("dtype", call.type(0)), call.shape(0)));
    }
    rules.put("Where", call -> call.like(1, call.broadcast()));
    rules.put("Cast", call -> one(call.typeAttribute("to", DataType.UNDEFINED), call.shape(0)));
    rules.put("CastLike", call -> one(call.type(1), call.shape(0)));
    rules.put("Dropout", ElementRules::dropout);
    rules.put("LayerNormalization", ElementRules::layerNormalization);
    quantised(rules);
  }

  private static void quantised(Map<String, Rule> rules) {
    for (String domain : List.of("", "com.microsoft::")) {
      rules.put(domain + "QuantizeLinear", ElementRules::quantize);
      rules.put(domain + "DequantizeLinear", call -> call.like(1, call.shape(0)));
    }
    rules.put("DynamicQuantizeLinear", ElementRules::dynamicQuantize);
    Rule binary = call -> call.like(0, Broadcast.of(call.shape(0), call.shape(3)));
    rules.put("com.microsoft::QLinearAdd", binary);
    rules.put("com.microsoft::QLinearMul", binary);
  }

  static List<String> words(List<String> lines) {
    return lines.stream().flatMap(line -> List.of(line.split(" ")).stream()).toList();
  }

  static List<Kind> one(DataType type, Shape shape) {
    return List.of(new Kind(type, shape));
  }

  private static List<Kind> dropout(Call call) {
    Shape shape = call.shape(0);
    return List.of(new Kind(call.type(0), shape), new Kind(DataType.BOOL, shape));
  }

  /** The normalised input, and the mean and spread over the last axes. */
  private static List<Kind> layerNormalization(Call call) {
    List<Long> dims = call.dims(0);
    int axis = call.axis("axis", -1, dims.size());
    Collections.fill(dims.subList(axis, dims.size()), 1L);
    Kind statistic = new Kind(call.typeAttribute("stash_type", DataType.FLOAT), new Shape(dims));
    return List.of(new Kind(call.type(0), call.shape(0)), statistic, statistic);
  }

  private static List<Kind> quantize(Call call) {
    DataType type = call.has(2) ? call.type(2) : call.typeAttribute("output_dtype", DataType.UINT8);
    return one(type, call.shape(0));
  }

  private static List<Kind> dynamicQuantize(Call call) {
    Shape scalar = Shape.of();
    return List.of(
        new Kind(DataType.UINT8, call.shape(0)),
        new Kind(DataType.FLOAT, scalar),
        new Kind(DataType.UINT8, scalar));
  }
}
