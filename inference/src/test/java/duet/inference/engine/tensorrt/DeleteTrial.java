package duet.inference.engine.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.createInferRuntime;

import duet.inference.process.Child;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/** Runs in a child of a test: makes one object of TensorRT and deletes it. */
public final class DeleteTrial {
  private DeleteTrial() {}

  /** Takes no arguments. */
  @SuppressWarnings("resource") // deleting is what is tried
  public static void main(String[] arguments) {
    IRuntime runtime = createInferRuntime(new Presets.Words());
    Presets.delete(runtime, new IRuntime());
    Child.tell("null", runtime.isNull());
  }
}
