package duet.inference.engine.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Tensor;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One session and the bindings made of it.
 *
 * <p>Native memory must not be freed under a running call. One fair lock guards both: a run holds
 * it from the check for "closed" until the runtime returns, and close takes it too. So a close
 * waits for the call that runs, and every call after it finds the engine closed.
 */
final class OnnxRuntimeEngine implements Engine {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Lane lane;
  private final Ports ports;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final List<Tied> open = new ArrayList<>();
  private boolean closed;

  OnnxRuntimeEngine(OrtEnvironment environment, OrtSession session, Lane lane, Ports ports) {
    this.environment = environment;
    this.session = session;
    this.lane = lane;
    this.ports = ports;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public List<Port> inputs() {
    return ports.inputs();
  }

  @Override
  public List<Port> outputs() {
    return ports.outputs();
  }

  @Override
  public Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    Port.requireFit("input", ports.inputs(), inputs);
    Port.requireFit("output", ports.outputs(), outputs);
    lock.lock();
    try {
      refuseIfClosed(closed);
      Tied binding = new Tied(tensors(inputs), tensors(outputs));
      open.add(binding);
      return binding;
    } finally {
      lock.unlock();
    }
  }

  private Map<String, OnnxTensor> tensors(Map<String, Tensor> given) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Tensor> entry : given.entrySet()) {
        tensors.put(entry.getKey(), tensor(entry.getValue()));
      }
    } catch (OrtException e) {
      tensors.values().forEach(OnnxTensor::close);
      throw new InferenceException(Kind.WRONG_INPUT, "ONNX Runtime refused a buffer", e);
    }
    return tensors;
  }

  /** A native view of the buffer of the caller; nothing is copied. */
  private OnnxTensor tensor(Tensor tensor) throws OrtException {
    return OnnxTensor.createTensor(
        environment,
        tensor.data().duplicate().order(ByteOrder.nativeOrder()).clear(),
        tensor.shape().toArray(),
        javaType(tensor.type()));
  }

  private static OnnxJavaType javaType(DataType type) throws OrtException {
    return switch (type) {
      case FLOAT -> OnnxJavaType.FLOAT;
      case UINT8 -> OnnxJavaType.UINT8;
      case INT8 -> OnnxJavaType.INT8;
      case INT16 -> OnnxJavaType.INT16;
      case INT32 -> OnnxJavaType.INT32;
      case INT64 -> OnnxJavaType.INT64;
      case BOOL -> OnnxJavaType.BOOL;
      case FLOAT16 -> OnnxJavaType.FLOAT16;
      case DOUBLE -> OnnxJavaType.DOUBLE;
      case BFLOAT16 -> OnnxJavaType.BFLOAT16;
      case UNDEFINED, UINT16, UINT32, UINT64 ->
          throw new OrtException("the Java API of ONNX Runtime has no " + type + " tensor");
    };
  }

  private void refuseIfClosed(boolean itIs) {
    if (itIs) {
      throw new InferenceException(
          Kind.CLOSED, "the engine on lane " + lane + " was closed; open it again");
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      List.copyOf(open).forEach(Tied::close);
      session.close();
    } catch (OrtException e) {
      throw new InferenceException(Kind.FAILED, "closing the engine on lane " + lane, e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Buffers tied to the session: the maps are made once, so that a run allocates next to nothing.
   */
  private final class Tied implements Binding {
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    private boolean released;

    Tied(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
      this.inputs = inputs;
      this.outputs = outputs;
    }

    @Override
    public void run() {
      lock.lock();
      try {
        refuseIfClosed(released);
        session.run(inputs, Set.of(), outputs).close();
      } catch (OrtException e) {
        throw Failures.running(inputs.keySet() + " on lane " + lane, e);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!released) {
          released = true;
          open.remove(this);
          inputs.values().forEach(OnnxTensor::close);
          outputs.values().forEach(OnnxTensor::close);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
