package duet.inference.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.calibration.Shapes;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Attribute;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Node;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operator against ONNX Runtime, which is asked for the shape by loading the network. */
class OperatorShapesTest {
  private static final OnnxRuntimeBackend ORACLE = new OnnxRuntimeBackend();

  /**
   * Inputs are shapes, or the numbers of a constant after '=', or '-' for none; attributes are
   * whole numbers or words; behind the operator how many outputs it has, if not one.
   */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "Relu | 1x3x8 | none",
        "Softmax | 2x5 | axis=1",
        "Add | 3x1x4,5x1 | none",
        "Equal | 2x3,3 | none",
        "Where | b2x1,3,2x3 | none",
        "Cast | 2x3 | to=7",
        "IsNaN | 2x3 | none",
        "LayerNormalization | 2x3x4,4,4 | axis=-1",
        "Conv | 1x3x17x16,8x3x3x3 | pads=1;1;1;1 strides=2;2",
        "Conv | 1x4x17x16,8x2x3x5 | group=2 dilations=2;1 auto_pad=SAME_UPPER strides=2;2",
        "Conv | 1x4x9,8x4x3 | auto_pad=VALID",
        "ConvTranspose | 1x4x5x6,4x8x4x4 | strides=2;2 pads=1;1;1;1",
        "ConvTranspose | 1x4x5x6,4x3x3x3 | strides=2;3 group=2 output_padding=1;1 dilations=2;1",
        "ConvTranspose | 1x4x5x6,4x3x3x3 | strides=2;2 auto_pad=SAME_LOWER",
        "ConvTranspose | 1x4x5x6,4x3x3x3 | strides=2;2 output_shape=10;12",
        "MaxPool | 1x4x9x10 | kernel_shape=3;2 strides=2;2 ceil_mode=1",
        "MaxPool | 1x4x9x10 | kernel_shape=3;3 strides=2;2 pads=1;1;1;1 ceil_mode=1",
        "AveragePool | 1x4x9x10 | kernel_shape=3;3 strides=2;2 auto_pad=SAME_UPPER",
        "LpPool | 1x4x9x10 | kernel_shape=3;3",
        "GlobalAveragePool | 1x4x9x10 | none",
        "MatMul | 2x1x3x4,5x4x6 | none",
        "MatMul | 4,2x4x6 | none",
        "MatMul | 2x3x4,4 | none",
        "Gemm | 4x3,5x4 | transA=1 transB=1",
        "Einsum | 2x3x4,2x5x4 | equation=bij,bkj->bik",
        "Einsum | 3x4,4x5 | equation=ij,jk",
        "ReduceMean | 2x3x4 | axes=-1;0",
        "ReduceMax | 2x3x4 | axes=1 keepdims=0",
        "ReduceSum | 2x3x4,=1 | keepdims=0",
        "ReduceSum | 2x3x4 | none",
        "ReduceSum | 2x3x4 | noop_with_empty_axes=1",
        "ArgMax | 2x3x4 | axis=-1 keepdims=0",
        "Reshape | 2x3x4,=0;-1 | none",
        "Reshape | 2x3x4,=4;6 | none",
        "Flatten | 2x3x4 | axis=-1",
        "Flatten | 2x3x4 | axis=3",
        "Squeeze | 1x3x1,=-1 | none",
        "Squeeze | 1x3x1 | none",
        "Unsqueeze | 3x4,=0;-1 | none",
        "Transpose | 2x3x4 | perm=2;0;1",
        "Transpose | 2x3x4 | none",
        "DepthToSpace | 1x8x3x5 | blocksize=2 mode=CRD",
        "SpaceToDepth | 1x2x6x4 | blocksize=2",
        "Slice | 5x8,=1;-6,=9223372036854775807;-1,=0;1,=2;3 | none",
        "Slice | 5x8,=-1,=-9223372036854775808,=1,=-3 | none",
        "Slice | 5x8,=1;2,=4;9 | none",
        "Concat | 2x3,2x4,2x1 | axis=-1",
        "Gather | 5x8,=1;2;-1 | axis=1",
        "GatherElements | 2x3,l2x5 | axis=1",
        "GatherND | 2x3x4,l5x2 | none",
        "Expand | 3x1,=2;1;4 | none",
        "Tile | 2x3,=2;1 | none",
        "Pad | 2x3,=1;0;2;4 | none",
        "Resize | 1x2x5x7,-,~1;1;1.3;2 | mode=linear",
        "Resize | 1x2x5x7,-,-,=1;2;3;20 | none",
        "Shape | 2x3x4 | start=1",
        "Shape | 2x3x4 | end=-1",
        "Size | 2x3x4 | none",
        "ConstantOfShape | =2;5 | none",
        "GridSample | 1x3x8x9,1x5x6x2 | none",
        "RoiAlign | 1x3x8x9,4x4,l4 | output_height=2 output_width=3",
        "LSTM:3 | 5x2x3,2x16x3,2x16x4 | hidden_size=4 direction=bidirectional",
        "GRU | 5x2x3,1x12x3,1x12x4 | hidden_size=4",
        "DynamicQuantizeLinear:3 | 2x3 | none",
        "ConvInteger | u1x3x8x8,u4x3x3x3 | none",
        "MatMulInteger | u2x3,u3x5 | none",
        "CumSum | 2x3,=1 | none",
        "Trilu | 4x4 | none",
        "ScatterND | 4x5,l2x1,2x5 | none",
        "InstanceNormalization | 2x3x4,3,3 | none",
        "EyeLike | 4x5 | dtype=6",
        "TopK:2 | 3x8,=5 | axis=-1",
        "Split:3 | 2x9,=4;3;2 | axis=1",
        "Split:3 | 2x9 | axis=-1",
        "MaxPool:2 | 1x4x9x10 | kernel_shape=3;2",
        "Dropout:2 | 2x3 | none",
        "Min | 3x1,4,2x1x1 | none"
      })
  void givesTheShapeThatRuntimesFind(String operator, String inputs, String attributes) {
    Graph graph = graph(operator, inputs, attributes);
    assertEquals(Shapes.complete(ORACLE, graph).outputs(), InferShapes.of(graph).outputs());
  }

  private static Graph graph(String operator, String inputs, String attributes) {
    List<Value> values = new ArrayList<>();
    List<Initialiser> constants = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String input : inputs.split(",", -1)) {
      String name = input.equals("-") ? "" : "x" + names.size();
      names.add(name);
      switch (input.charAt(0)) {
        case '-' -> {}
        case '=' -> constants.add(Initialiser.ints(name, longs(input.substring(1))));
        case '~' -> constants.add(floats(name, input.substring(1).split(";", -1)));
        default -> values.add(value(name, input));
      }
    }
    String[] kind = operator.split(":", -1);
    List<String> outputs = kind.length > 1 ? List.of("y", "y2", "y3") : List.of("y");
    outputs = outputs.subList(0, kind.length > 1 ? Integer.parseInt(kind[1]) : 1);
    List<Value> unknown = outputs.stream().map(Value::unknown).toList();
    Node node = new Node("n", kind[0], names, unknown, attributes(attributes));
    return Graph.of(new Graph.Parts("g", "", values, constants, List.of(node), outputs));
  }

  private static Value value(String name, String text) {
    DataType type =
        switch (text.charAt(0)) {
          case 'b' -> DataType.BOOL;
          case 'l' -> DataType.INT64;
          case 'u' -> DataType.UINT8;
          default -> DataType.FLOAT;
        };
    String dims = type == DataType.FLOAT ? text : text.substring(1);
    return new Value(name, type, Shape.of(longs(dims.replace('x', ';'))));
  }

  private static long[] longs(String text) {
    return List.of(text.split(";", -1)).stream().mapToLong(Long::parseLong).toArray();
  }

  private static Initialiser floats(String name, String... numbers) {
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(numbers[i]);
    }
    return Initialiser.floats(name, Shape.of(values.length), values);
  }

  private static List<Attribute> attributes(String text) {
    if (text == null) {
      return List.of();
    }
    return List.of(text.split(" ", -1)).stream().map(OperatorShapesTest::attribute).toList();
  }

  private static Attribute attribute(String text) {
    String name = text.substring(0, text.indexOf('='));
    String value = text.substring(name.length() + 1);
    if (!value.matches("[-0-9;]+")) {
      return new Attribute.Text(name, value);
    }
    boolean many = value.contains(";") || name.equals("axes");
    return many
        ? Attribute.Ints.of(name, longs(value))
        : new Attribute.Int(name, Long.parseLong(value));
  }
}
