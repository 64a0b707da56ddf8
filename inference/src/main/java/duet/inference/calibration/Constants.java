package duet.inference.calibration;

import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.Port;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Value;
import duet.inference.surgery.tidy.FoldConstants;
import duet.inference.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes what a graph without inputs gives, by running it. What the runtime refuses or cannot
 * tell the size of is not computed.
 *
 * @param backend that runs it
 */
public record Constants(Backend backend) implements FoldConstants.Evaluator {
  @Override
  public List<Initialiser> outputs(Graph graph) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      return List.of();
    }
    try (Engine engine = Watch.engine(backend, graph, List.of())) {
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      for (Port port : engine.outputs()) {
        outputs.put(port.name(), Tensor.allocate(port.type(), port.shape()));
      }
      engine.bind(Map.of(), outputs).run();
      List<Initialiser> constants = new ArrayList<>();
      outputs.forEach((name, tensor) -> constants.add(constant(name, tensor)));
      return constants;
    } catch (InferenceException | ArithmeticException e) {
      // Not a failure: the node stays in the graph and is computed in each run, as before.
      return List.of();
    }
  }

  private static Initialiser constant(String name, Tensor tensor) {
    ByteBuffer data = Initialiser.buffer(tensor.type(), tensor.shape());
    data.put(tensor.data().duplicate().clear()).flip();
    return new Initialiser(new Value(name, tensor.type(), tensor.shape()), data);
  }
}
