package duet.inference.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaDeviceGetAttribute;
import static org.bytedeco.cuda.global.cudart.cudaGetDeviceCount;
import static org.bytedeco.tensorrt.global.nvinfer.createInferBuilder;
import static org.bytedeco.tensorrt.global.nvinfer.getInferLibVersion;

import duet.inference.process.Child;
import java.util.Optional;
import org.bytedeco.tensorrt.nvinfer.IBuilder;

/**
 * Runs in a process of its own: touches the libraries in the order of rising risk and tells what it
 * finds as it goes, so that the parent knows where it ended if it ends.
 */
public final class Probe {
  /** Numbers of CUDA's cudaDeviceAttr; they never change. */
  private static final int MAJOR = 75;

  private static final int MINOR = 76;
  private static final int INTEGRATED = 18;
  private static final int HOST_REGISTER = 99;

  private Probe() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    Child.tell("step", "link");
    Optional<String> broken = Presets.broken();
    if (broken.isPresent()) {
      Child.tell("broken", broken.get());
    } else if (devices() > 0 && release().refusal().isEmpty()) {
      builder();
    }
    // A native thread that hangs must not keep the parent waiting.
    Runtime.getRuntime().halt(0);
  }

  private static int devices() {
    Child.tell("step", "device");
    int[] count = {0};
    Child.tell("device-error", cudaGetDeviceCount(count));
    Child.tell("devices", count[0]);
    return count[0];
  }

  private static Release release() {
    Child.tell("step", "version");
    int number = getInferLibVersion();
    Child.tell("version", number);
    return Release.decode(number);
  }

  @SuppressWarnings("resource") // this process ends in a moment
  private static void builder() {
    Child.tell("step", "builder");
    Presets.Words words = new Presets.Words();
    IBuilder builder = createInferBuilder(words);
    if (builder == null || builder.isNull()) {
      Child.tell("no-builder", words.take());
      return;
    }
    Child.tell("dla-cores", builder.getNbDLACores());
    Child.tell("step", "attributes");
    Child.tell("compute", attribute(MAJOR) + "." + attribute(MINOR));
    Child.tell("zero-copy", attribute(INTEGRATED) == 1 && attribute(HOST_REGISTER) == 1);
    Child.tell("step", "done");
  }

  private static int attribute(int which) {
    int[] value = {0};
    return cudaDeviceGetAttribute(value, which, 0) == 0 ? value[0] : -1;
  }
}
