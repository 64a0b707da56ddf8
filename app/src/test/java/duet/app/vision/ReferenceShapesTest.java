package duet.app.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.app.SharedData;
import duet.inference.calibration.Shapes;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Graph;
import duet.inference.graph.Value;
import duet.inference.onnx.OnnxReader;
import duet.inference.shape.InferShapes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A detector that others exported, with open sizes and sizes computed in the network. */
class ReferenceShapesTest {

  @Test
  void allShapesAreThoseThatTheRuntimeFinds() {
    Graph graph = OnnxReader.read(SharedData.of("reference-onnx/yolov8n_coco80_dynint8.onnx"));
    Graph expected = Shapes.complete(new OnnxRuntimeBackend(), graph);
    assertEquals(values(expected), values(InferShapes.of(graph)));
  }

  private static List<Value> values(Graph graph) {
    return graph.nodes().stream().flatMap(node -> node.outputs().stream()).toList();
  }
}
