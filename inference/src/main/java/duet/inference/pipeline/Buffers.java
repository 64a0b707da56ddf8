package duet.inference.pipeline;

import duet.inference.tensor.Tensor;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of one frame on its way through a task; when it has left, those of another. Who loads
 * and unloads them can keep something with them that is costly to make. For one thread at a time.
 */
public final class Buffers {
  private final Map<String, Tensor> tensors;
  private @Nullable Object kept;

  /** Of tensors by their names. */
  public Buffers(Map<String, Tensor> tensors) {
    this.tensors = Map.copyOf(tensors);
  }

  /** All that goes in, comes out, or is handed over. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /** What is kept with these buffers; made at the first call. */
  public <T> T keep(Class<T> type, Function<Map<String, Tensor>, T> maker) {
    if (!type.isInstance(kept)) {
      kept = maker.apply(tensors);
    }
    return type.cast(kept);
  }
}
