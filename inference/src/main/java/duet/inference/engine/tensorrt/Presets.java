package duet.inference.engine.tensorrt;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.ILogger;

/**
 * The one place where the native libraries are linked. The second touch of a class that failed to
 * load only says that it failed before; so the first reason is caught here and kept.
 */
final class Presets {
  private static final System.Logger LOG = System.getLogger(Presets.class.getName());
  private static final Optional<String> BROKEN = link();

  /** Must live as long as any object of TensorRT does; TensorRT keeps its bare address. */
  static final class Words extends ILogger {
    private static final int KEPT = 20;

    private final ConcurrentLinkedDeque<String> last = new ConcurrentLinkedDeque<>();

    @Override
    public void log(ILogger.Severity severity, String message) {
      if (severity.intern().value <= ILogger.Severity.kERROR.value) {
        last.add(message.strip());
        while (last.size() > KEPT) {
          last.poll();
        }
      }
    }

    /** The errors since the last time, the oldest first. */
    String take() {
      StringBuilder all = new StringBuilder();
      for (String line = last.poll(); line != null; line = last.poll()) {
        all.append(all.length() == 0 ? "" : " | ").append(line);
      }
      return all.length() == 0 ? "TensorRT gave no reason" : all.toString();
    }
  }

  private Presets() {}

  /** Links at the first call; why it failed, or empty. */
  static Optional<String> broken() {
    return BROKEN;
  }

  /**
   * Deletes an object of TensorRT. The bindings to 10 dropped {@code destroy()} and give such an
   * object no way to be freed; but an object made by {@code new} knows the address of C++'s delete
   * for its class, which is virtual and so right for any object of it.
   *
   * @param like an object made by {@code new} of the same class; freed, too
   */
  static void delete(Pointer victim, Pointer like) {
    try {
      Object its = call(Pointer.class.getDeclaredMethod("deallocator"), like);
      Object delete = call(its.getClass().getDeclaredMethod("deallocatorAddress"), its);
      Method free = its.getClass().getDeclaredMethod("deallocate", long.class, long.class);
      call(free, its, victim.address(), delete);
      victim.setNull();
      like.deallocate();
    } catch (ReflectiveOperationException e) {
      LOG.log(System.Logger.Level.WARNING, "TensorRT keeps the memory of an engine", e);
    }
  }

  private static Object call(Method method, Object on, Object... arguments)
      throws ReflectiveOperationException {
    method.setAccessible(true);
    return method.invoke(on, arguments);
  }

  private static Optional<String> link() {
    try {
      Class.forName("org.bytedeco.cuda.global.cudart");
      Class.forName("org.bytedeco.tensorrt.global.nvinfer");
      Class.forName("org.bytedeco.tensorrt.global.nvonnxparser");
      return Optional.empty();
    } catch (LinkageError | ClassNotFoundException e) {
      return Optional.of(words(e));
    }
  }

  /** The loader says "no jnicudart in java.library.path"; its cause names what is missing. */
  private static String words(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null || cause == thrown
        ? String.valueOf(thrown.getMessage())
        : String.valueOf(cause.getMessage());
  }
}
