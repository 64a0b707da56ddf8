package duet.inference.engine.tensorrt;

import duet.inference.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;

/** The few things that TensorRT and CUDA do for an engine; native handles never leave it. */
interface Silicon {
  /** Makes a serialized engine of an ONNX file; takes minutes. */
  byte[] build(Path model, Order order);

  /** Puts a serialized engine onto its lane. */
  Loaded load(byte[] plan, Order order);

  /** An engine on its lane. */
  interface Loaded extends AutoCloseable {
    Tied tie(Map<String, Tensor> inputs, Map<String, Tensor> outputs);

    @Override
    void close();
  }

  /** An engine with the buffers that it reads and writes. */
  interface Tied extends AutoCloseable {
    /** Runs once; returns the milliseconds between two events on the stream of the engine. */
    float run();

    @Override
    void close();
  }
}
