package duet.inference.engine.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Loaded;
import duet.inference.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A session of ONNX Runtime. */
final class OnnxRuntimeSession implements Loaded {
  private final OrtSession session;
  private final NativeTensors tensors;

  OnnxRuntimeSession(OrtSession session, NativeTensors tensors) {
    this.session = session;
    this.tensors = tensors;
  }

  @Override
  public Loaded.Tied tie(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    Tied tied = new Tied();
    boolean whole = false;
    try {
      views(inputs, tied.inputs);
      views(outputs, tied.outputs);
      whole = true;
      return tied;
    } finally {
      if (!whole) {
        tied.close();
      }
    }
  }

  private void views(Map<String, Tensor> given, Map<String, OnnxTensor> made) {
    given.forEach((name, tensor) -> made.put(name, view(name, tensor)));
  }

  private OnnxTensor view(String name, Tensor tensor) {
    try {
      return tensors.view(tensor);
    } catch (OrtException e) {
      if (Failures.outOfMemory(e)) {
        throw Failures.running("'" + name + "'", e);
      }
      throw new InferenceException(
          Kind.WRONG_INPUT, "ONNX Runtime refused the buffer for '" + name + "'", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new InferenceException(Kind.FAILED, "ONNX Runtime failed to close a session", e);
    }
  }

  /** The maps are made once, so that a run allocates next to nothing. */
  private final class Tied implements Loaded.Tied {
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();

    @Override
    public double run() {
      try {
        session.run(inputs, Set.of(), outputs).close();
        return NO_CLOCK;
      } catch (OrtException e) {
        throw Failures.running(inputs.keySet().toString(), e);
      }
    }

    @Override
    public void close() {
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(OnnxTensor::close);
    }
  }
}
