package duet.inference.engine.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.engine.Backend;
import duet.inference.engine.Engine;
import duet.inference.engine.GuardedEngine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Loaded;
import duet.inference.engine.Optimisation;
import duet.inference.onnx.OnnxException;
import duet.inference.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * ONNX Runtime on the CPU. A lane is one thread: an engine runs on the thread that calls it and on
 * no other, so two lanes keep two cores busy and do not disturb each other.
 */
public final class OnnxRuntimeBackend implements Backend {
  private static final List<Lane> LANES = List.of(Lane.CPU0, Lane.CPU1);

  private final OrtEnvironment environment;
  private final UnaryOperator<Loaded> around;

  /**
   * Loads the native library, which ONNX Runtime keeps once per process.
   *
   * @throws InferenceException {@code FAILED} when there is no library for this machine
   */
  public OnnxRuntimeBackend() {
    this(loaded -> loaded);
  }

  /**
   * With something put around each session, such as what lets calls of it fail.
   *
   * @param around a session; closes it when it is closed
   */
  OnnxRuntimeBackend(UnaryOperator<Loaded> around) {
    this.around = around;
    try {
      // FATAL: every error already comes as an exception, and stderr belongs to the doors.
      environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "duet");
      environment.setTelemetry(false);
    } catch (OrtException | LinkageError | IllegalStateException e) {
      throw new InferenceException(
          Kind.FAILED,
          "ONNX Runtime cannot be loaded on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + "; Duet needs 64-bit Linux with glibc 2.28 or later and a writable temporary folder",
          e);
    }
  }

  @Override
  public String name() {
    return "ONNX Runtime " + environment.getVersion();
  }

  @Override
  public Origin origin() {
    return Origin.CPU_LANES;
  }

  @Override
  public List<Lane> lanes() {
    return LANES;
  }

  @Override
  public Engine open(Path model, Lane lane, Optimisation optimisation) {
    if (!LANES.contains(lane)) {
      throw new IllegalArgumentException(
          "ONNX Runtime has no lane " + lane + "; choose one of " + LANES);
    }
    if (!Files.isRegularFile(model) || !Files.isReadable(model)) {
      throw new InferenceException(
          Kind.UNREADABLE_MODEL,
          "model file " + model.getFileName() + " is missing or may not be read");
    }
    OrtSession session = session(model, optimisation);
    try {
      Ports ports = Ports.of(session);
      var loaded = new OnnxRuntimeSession(session, NativeTensors.of(environment));
      return new GuardedEngine(lane, ports.inputs(), ports.outputs(), around.apply(loaded));
    } catch (InferenceException e) {
      throw Failures.closing(session, Failures.inModel(model, e));
    } catch (OrtException e) {
      throw Failures.closing(session, Failures.opening(model, e));
    } catch (OutOfMemoryError e) {
      throw Failures.closing(session, Failures.noRoom(model, e));
    }
  }

  /** ONNX Runtime can write the model that it made of one; that is read again and counted. */
  @Override
  public Map<String, Integer> operators(Path model) {
    try {
      Path file = Files.createTempFile("duet-optimised", ".onnx");
      try {
        writeOptimised(model, file);
        Map<String, Integer> operators = new TreeMap<>();
        OnnxReader.read(file).nodes().forEach(n -> operators.merge(n.operator(), 1, Integer::sum));
        return operators;
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException | OnnxException e) {
      return Map.of(); // no room for the file, or more in it than Duet reads: then it is not known
    }
  }

  private void writeOptimised(Path model, Path file) {
    try (SessionOptions options = options(Optimisation.ALL)) {
      options.setOptimizedModelFilePath(file.toString());
      environment.createSession(model.toString(), options).close();
    } catch (OrtException e) {
      throw Failures.opening(model, e);
    }
  }

  private OrtSession session(Path model, Optimisation optimisation) {
    try (SessionOptions options = options(optimisation)) {
      return environment.createSession(model.toString(), options);
    } catch (OrtException e) {
      throw Failures.opening(model, e);
    }
  }

  private static SessionOptions options(Optimisation optimisation) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
    // A spinning thread takes the core of the other lane: 210 against 151 ms a frame when busy.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    options.setOptimizationLevel(
        switch (optimisation) {
          case NONE -> SessionOptions.OptLevel.NO_OPT;
          case BASIC -> SessionOptions.OptLevel.BASIC_OPT;
          case ALL -> SessionOptions.OptLevel.ALL_OPT;
        });
    return options;
  }
}
