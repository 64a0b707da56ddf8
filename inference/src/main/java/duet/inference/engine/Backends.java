package duet.inference.engine;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Finds the backends that come as services; such a one may be of no use on this machine. */
public final class Backends {
  private Backends() {}

  /** All that are on the class path. */
  public static List<Backend> installed() {
    return ServiceLoader.load(Backend.class, Backends.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /**
   * The first that can be used, and the fallback where none can.
   *
   * @param say takes the reason for each that cannot
   */
  public static Backend choose(List<Backend> wanted, Backend fallback, Consumer<String> say) {
    for (Backend backend : wanted) {
      Optional<String> reason = backend.unavailable();
      if (reason.isEmpty()) {
        return backend;
      }
      say.accept(backend.name() + " " + reason.get() + ". Going on with " + fallback.name() + ".");
    }
    return fallback;
  }
}
