package duet.app.adapt;

import duet.app.vision.head.MapDecoder;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.surgery.cut.Yolov8Head;
import duet.inference.surgery.tidy.FreeEnds;
import duet.inference.tensor.Half;
import duet.inference.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** What a network gives for several inputs; it is open only while it runs. */
record Results(Backend backend, Optimisation optimisation) {

  /**
   * All numbers of all outputs, in the order of their names, for each input.
   *
   * @param ends with channels last, which are given and compared with channels first
   */
  List<double[]> of(Path model, List<Stimulus> stimuli, FreeEnds ends) {
    try (Engine engine = backend.open(model, backend.lanes().get(0), optimisation)) {
      Sides sides = new Sides(tensors(engine.inputs()), tensors(engine.outputs()), ends);
      return run(engine, sides, stimuli, () -> numbers(sides.results()));
    }
  }

  /**
   * The same of an adapted network; a head that was cut off is decoded.
   *
   * @param head that was cut off
   */
  List<double[]> of(Path model, List<Stimulus> stimuli, Optional<Yolov8Head> head) {
    try (Engine engine = backend.open(model, backend.lanes().get(0), optimisation)) {
      Sides sides = new Sides(tensors(engine.inputs()), tensors(engine.outputs()));
      return run(
          engine,
          sides,
          stimuli,
          () ->
              head.map(its -> decoded(engine, sides.outputs(), its))
                  .orElseGet(() -> numbers(sides.results())));
    }
  }

  private static List<double[]> run(
      Engine engine, Sides sides, List<Stimulus> stimuli, Supplier<double[]> result) {
    List<double[]> results = new ArrayList<>();
    try (Binding binding = engine.bind(sides.inputs(), sides.outputs())) {
      for (Stimulus stimulus : stimuli) {
        sides.fill(stimulus);
        binding.run();
        results.add(result.get());
      }
    }
    return results;
  }

  private static Map<String, Tensor> tensors(List<Port> ports) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    ports.forEach(port -> tensors.put(port.name(), Tensor.allocate(port.type(), port.shape())));
    return tensors;
  }

  private static double[] decoded(Engine engine, Map<String, Tensor> outputs, Yolov8Head head) {
    int height = engine.inputs().get(0).shape().dim(2);
    MapDecoder decoder = MapDecoder.of(engine.outputs(), height, head.classes()).orElseThrow();
    FloatBuffer boxes = FloatBuffer.allocate(decoder.rows() * decoder.anchors());
    List<FloatBuffer> maps =
        decoder.maps().stream()
            .map(name -> Objects.requireNonNull(outputs.get(name)).floats())
            .toList();
    decoder.decode(maps, boxes);
    double[] numbers = new double[boxes.limit()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = boxes.get(i);
    }
    return numbers;
  }

  private static double[] numbers(Map<String, Tensor> outputs) {
    return new TreeMap<>(outputs).values().stream().flatMapToDouble(Results::numbers).toArray();
  }

  private static DoubleStream numbers(Tensor tensor) {
    ByteBuffer data = tensor.data().duplicate().order(tensor.data().order()).clear();
    double[] numbers = new double[Math.toIntExact(tensor.shape().elements())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (tensor.type()) {
            case FLOAT -> data.getFloat();
            case DOUBLE -> data.getDouble();
            case FLOAT16 -> Half.toFloat(data.getShort());
            case INT64 -> data.getLong();
            case INT32 -> data.getInt();
            case INT16 -> data.getShort();
            default -> data.get();
          };
    }
    return DoubleStream.of(numbers);
  }
}
