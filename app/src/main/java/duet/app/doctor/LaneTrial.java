package duet.app.doctor;

import duet.inference.device.Lane;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.Engine.Binding;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Optimisation;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The promises of an engine, tried on a lane with a small network: it opens, runs, gives what ONNX
 * Runtime gives, repeats itself bit for bit, refuses a wrong input, closes twice and then refuses
 * to run.
 *
 * @param model what is run
 * @param reference the results to compare with
 */
record LaneTrial(Path model, float[] reference) {
  private static final int RUNS = 50;

  /** FP16 has 11 bits; six layers add up. FP32 in another order differs far less. */
  private static final double TOLERANCE = 0.02;

  static LaneTrial of(Path model, Backend cpu) {
    return new LaneTrial(model, reference(model, cpu));
  }

  private static float[] reference(Path model, Backend cpu) {
    try (Engine engine = cpu.open(model, cpu.lanes().get(0), Optimisation.NONE)) {
      Tensor out = output();
      engine.bind(Map.of(TrialNetwork.INPUT, input()), Map.of(TrialNetwork.OUTPUT, out)).run();
      return floats(out);
    }
  }

  Trial run(Backend backend, Lane lane) {
    try {
      long began = System.nanoTime();
      Engine engine = backend.open(model, lane, Optimisation.ALL);
      double prepareMs = (System.nanoTime() - began) / 1e6;
      try (engine) {
        return judged(engine, backend.origin().words(), prepareMs);
      } finally {
        engine.close(); // a second time: that is promised, too
      }
    } catch (InferenceException | BrokenPromise e) {
      return new Trial.Failed(lane, String.valueOf(e.getMessage()));
    }
  }

  private Trial judged(Engine engine, String origin, double prepareMs) {
    refusesAWrongInput(engine);
    Tensor out = output();
    Binding binding =
        engine.bind(Map.of(TrialNetwork.INPUT, input()), Map.of(TrialNetwork.OUTPUT, out));
    binding.run();
    float[] first = floats(out);
    double difference = difference(first);
    double runMs = medianMs(binding);
    require(Arrays.equals(first, floats(out)), "two runs on the same image differ");
    var deviceMs = binding.deviceMs();
    engine.close();
    refusesToRun(binding);
    return new Trial.Passed(engine.lane(), origin, prepareMs, runMs, deviceMs, difference);
  }

  private double difference(float[] got) {
    double largest = 0;
    double most = 0;
    for (int i = 0; i < got.length; i++) {
      largest = Math.max(largest, Math.abs(reference[i]));
      most = Math.max(most, Math.abs(got[i] - reference[i]));
    }
    // Written so that a NaN fails.
    require(
        most / largest <= TOLERANCE, "its results differ from ONNX Runtime by " + most / largest);
    return most / largest;
  }

  private static double medianMs(Binding binding) {
    double[] ms = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long began = System.nanoTime();
      binding.run();
      ms[i] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(ms);
    return ms[RUNS / 2];
  }

  private static void refusesAWrongInput(Engine engine) {
    try {
      engine.bind(Map.of(), Map.of()).close();
    } catch (InferenceException e) {
      require(e.kind() == Kind.WRONG_INPUT, "it does not say that an input is wrong");
      return;
    }
    throw new BrokenPromise("it takes a run without an input");
  }

  private static void refusesToRun(Binding binding) {
    try {
      binding.run();
    } catch (InferenceException e) {
      require(e.kind() == Kind.CLOSED, "it does not say that it is closed");
      return;
    }
    throw new BrokenPromise("it runs after it was closed");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new BrokenPromise(otherwise);
    }
  }

  private static Tensor input() {
    Tensor image = Tensor.allocate(DataType.FLOAT, TrialNetwork.SHAPE);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < TrialNetwork.SHAPE.elements(); i++) {
      image.floats().put(i, (float) random.nextDouble());
    }
    return image;
  }

  private static Tensor output() {
    return Tensor.allocate(DataType.FLOAT, TrialNetwork.SHAPE);
  }

  private static float[] floats(Tensor tensor) {
    Shape shape = tensor.shape();
    float[] floats = new float[(int) shape.elements()];
    tensor.floats().get(floats);
    return floats;
  }

  private static final class BrokenPromise extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenPromise(String message) {
      super(message);
    }
  }
}
