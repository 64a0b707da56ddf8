package duet.inference.engine.tensorrt;

import duet.inference.engine.Loaded;
import java.nio.file.Path;

/** The few things that TensorRT and CUDA do for an engine; native handles never leave it. */
interface Silicon {
  /** Makes a serialized engine of an ONNX file; takes minutes. */
  byte[] build(Path model, Order order);

  /** Puts a serialized engine onto its lane. */
  Loaded load(byte[] plan, Order order);
}
