package duet.models.training;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * PyTorch, as DJL brings it: the native library comes from a jar, is unpacked once into the user's
 * cache, and nothing is fetched or told to anybody.
 *
 * <p>The engine is one for the whole process and its number of threads can be set only before its
 * first use; a second {@code open} must ask for the same.
 */
public final class Torch implements AutoCloseable {
  private static final String THREADS = "ai.djl.pytorch.num_threads";
  private final Engine engine;
  private final NDManager manager;

  private Torch(Engine engine, ai.djl.Device device) {
    this.engine = engine;
    manager = engine.newBaseManager(device);
  }

  /** Where the arithmetic is done. */
  public enum Device {
    CPU,
    /** The first CUDA device. */
    GPU
  }

  /**
   * Loads PyTorch, or takes what is loaded.
   *
   * @param threads for one operation
   * @throws TrainingException PyTorch cannot be loaded, or there is no such device
   */
  public static Torch open(int threads, Device device) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty(THREADS, Integer.toString(threads));
    try {
      Malloc.keepForReuse();
      Engine engine = Engine.getEngine("PyTorch");
      if (device == Device.GPU && engine.getGpuCount() == 0) {
        throw new TrainingException("PyTorch sees no GPU here; train on the CPU");
      }
      return new Torch(engine, device == Device.GPU ? ai.djl.Device.gpu() : ai.djl.Device.cpu());
    } catch (LinkageError | EngineException e) {
      throw new TrainingException(
          "PyTorch cannot be loaded on "
              + System.getProperty("os.arch")
              + ": "
              + e.getMessage()
              + "; training needs Linux on x86-64 or aarch64",
          e);
    }
  }

  /** Owner of all that lives as long as this. */
  public NDManager manager() {
    return manager;
  }

  /**
   * Begins to follow gradients; close it after {@code backward}. They are added to those of before,
   * which a step of {@link Adam} sets to zero.
   */
  public GradientCollector gradients() {
    return engine.newGradientCollector();
  }

  /**
   * An array times a number, where gradients flow. {@code NDArray.mul(Number)} and {@code div} must
   * not be used there: DJL 0.36 lays the number into memory of Java and lets go of it at once, but
   * PyTorch reads it again on the way back. When garbage is collected in between, the gradient is
   * multiplied by whatever lies there then. Here the number lives as long as the array's manager.
   */
  public static NDArray times(NDArray x, double factor) {
    return x.mul(x.getManager().create((float) factor));
  }

  /** What PyTorch draws from now on, dropout for one, depends on {@code seed} alone. */
  public void seed(long seed) {
    engine.setRandomSeed((int) (seed ^ seed >>> 32));
  }

  /** Such as {@code PyTorch 2.7.1}. */
  public String version() {
    return engine.getEngineName() + " " + engine.getVersion();
  }

  @Override
  public void close() {
    manager.close();
  }

  /**
   * What the C library does with memory that PyTorch gives back. By default it hands large pieces
   * to the kernel at once and fetches them again at the next layer, page by page. Told to keep
   * them, four epochs of a generator took 48 s instead of 90 s on one core, 4 s of them in the
   * kernel instead of 24 s.
   */
  private static final class Malloc {
    /** Parameters of {@code mallopt}, as in malloc.h of the GNU C library. */
    private static final int TRIM_THRESHOLD = -1;

    private static final int TOP_PAD = -2;
    private static final int MMAP_MAX = -4;

    private static final int GROW_BY = 64 << 20;

    private Malloc() {}

    /**
     * Has the C library keep what is given back for the next request, until the process ends.
     * Without the GNU C library nothing is changed, and training is only slower.
     */
    static void keepForReuse() {
      if (Platform.isLinux()) {
        try {
          Function mallopt = Function.getFunction("c", "mallopt");
          set(mallopt, MMAP_MAX, 0);
          set(mallopt, TRIM_THRESHOLD, Integer.MAX_VALUE);
          set(mallopt, TOP_PAD, GROW_BY);
        } catch (UnsatisfiedLinkError other) {
          // Another C library, which has no mallopt.
        }
      }
    }

    private static void set(Function mallopt, int parameter, int value) {
      mallopt.invokeInt(new Object[] {parameter, value});
    }
  }
}
