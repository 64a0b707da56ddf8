package duet.inference.calibration;

import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A network that runs with some of its inner values laid open as outputs. No runtime has a way to
 * ask for those, but every runtime gives all outputs; so the network is written once more with the
 * wanted values among its outputs, by name only, and the runtime works out what they are.
 */
final class Watch implements AutoCloseable {
  private final Engine engine;
  private final Map<String, Tensor> inputs;
  private final Map<String, Tensor> outputs;
  private final Engine.Binding binding;

  /** Opens a network on the first lane of a backend; close it. */
  static Watch open(Backend backend, Graph graph, Collection<String> values) {
    Engine engine = engine(backend, graph, values);
    boolean opened = false;
    try {
      Watch watch = new Watch(engine);
      opened = true;
      return watch;
    } finally {
      if (!opened) {
        engine.close();
      }
    }
  }

  private Watch(Engine engine) {
    this.engine = engine;
    this.inputs = tensors(engine.inputs());
    this.outputs = tensors(engine.outputs());
    this.binding = engine.bind(inputs, outputs);
  }

  /**
   * An engine whose outputs are those of the graph and {@code values}.
   *
   * @throws UncheckedIOException when there is no room for the network in the temporary folder
   */
  static Engine engine(Backend backend, Graph graph, Collection<String> values) {
    try {
      Path file = Files.createTempFile("duet-watch", ".onnx");
      try {
        OnnxWriter.write(open(graph, values), file);
        return backend.open(file, backend.lanes().get(0), Optimisation.NONE);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the network cannot be written to the temporary folder; free some space there", e);
    }
  }

  private static Graph open(Graph graph, Collection<String> values) {
    Set<String> outputs = new LinkedHashSet<>();
    graph.outputs().forEach(output -> outputs.add(output.name()));
    outputs.addAll(values);
    graph.inputs().forEach(input -> outputs.remove(input.name()));
    return graph.with(graph.initialisers(), graph.nodes(), List.copyOf(outputs));
  }

  private static Map<String, Tensor> tensors(List<Port> ports) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    ports.forEach(port -> tensors.put(port.name(), Tensor.allocate(port.type(), port.shape())));
    return tensors;
  }

  /** Runs the network on the floats of its one input, from their first to their last. */
  void run(FloatBuffer image) {
    inputs.values().iterator().next().floats().put(image.duplicate().clear());
    binding.run();
  }

  /** An input or an open value, as the last run left it. */
  FloatBuffer floats(String value) {
    Tensor input = inputs.get(value);
    return (input == null ? Objects.requireNonNull(outputs.get(value), value) : input).floats();
  }

  @Override
  public void close() {
    engine.close();
  }
}
