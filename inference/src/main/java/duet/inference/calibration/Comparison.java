package duet.inference.calibration;

import duet.inference.calibration.Calibration.Images;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Optimisation;
import duet.inference.engine.Port;
import duet.inference.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * Two forms of one network beside each other on the same images: how far the results differ and
 * what a run costs. The runs take turns, so that whatever else the machine does disturbs both
 * alike, and each time is that of the calling thread on the processor: the one thread of a lane.
 *
 * @param largest difference of a number of the first output
 * @param mean absolute difference
 * @param squared mean squared difference
 * @param first nanoseconds of processor time a run of the first network took, the median
 * @param second the same of the second
 */
public record Comparison(double largest, double mean, double squared, long first, long second) {

  /** Second over first. */
  public double ratio() {
    return (double) second / first;
  }

  /**
   * Runs both networks on all images, one warm-up each before.
   *
   * @param rounds how often over all images
   * @param progress told how many runs of either are done
   */
  public static Comparison of(
      Backend backend, List<Path> both, Images images, int rounds, IntConsumer progress) {
    try (Side first = Side.open(backend, both.get(0));
        Side second = Side.open(backend, both.get(1))) {
      first.run(images.image(0));
      second.run(images.image(0));
      first.times.clear();
      second.times.clear();
      Difference difference = new Difference();
      for (int run = 0; run < rounds * images.count(); run++) {
        FloatBuffer image = images.image(run % images.count());
        first.run(image);
        second.run(image);
        if (run < images.count()) {
          difference.add(first.result(), second.result());
        }
        progress.accept(run + 1);
      }
      return difference.comparison(first.median(), second.median());
    }
  }

  /** One of the two networks. */
  private record Side(
      Engine engine,
      Engine.Binding binding,
      Tensor input,
      Map<String, Tensor> outputs,
      List<Long> times)
      implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static Side open(Backend backend, Path model) {
      Engine engine = backend.open(model, backend.lanes().get(0), Optimisation.ALL);
      try {
        Port in = engine.inputs().get(0);
        Tensor input = Tensor.allocate(in.type(), in.shape());
        Map<String, Tensor> outputs = new HashMap<>();
        for (Port out : engine.outputs()) {
          outputs.put(out.name(), Tensor.allocate(out.type(), out.shape()));
        }
        Engine.Binding binding = engine.bind(Map.of(in.name(), input), outputs);
        return new Side(engine, binding, input, outputs, new ArrayList<>());
      } catch (RuntimeException e) {
        engine.close();
        throw e;
      }
    }

    void run(FloatBuffer image) {
      input.floats().put(image.duplicate().clear());
      long start = THREADS.getCurrentThreadCpuTime();
      binding.run();
      times.add(THREADS.getCurrentThreadCpuTime() - start);
    }

    FloatBuffer result() {
      String name = engine.outputs().get(0).name();
      return Objects.requireNonNull(outputs.get(name), name).floats();
    }

    long median() {
      return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(0L);
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  private static final class Difference {
    private double largest;
    private double sum;
    private double squares;
    private long count;

    void add(FloatBuffer a, FloatBuffer b) {
      for (int i = 0; i < a.limit(); i++) {
        double difference = Math.abs((double) a.get(i) - b.get(i));
        largest = Math.max(largest, difference);
        sum += difference;
        squares += difference * difference;
      }
      count += a.limit();
    }

    Comparison comparison(long first, long second) {
      return new Comparison(largest, sum / count, squares / count, first, second);
    }
  }
}
