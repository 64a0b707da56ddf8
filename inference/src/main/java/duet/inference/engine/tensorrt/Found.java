package duet.inference.engine.tensorrt;

import duet.inference.device.Lane;
import java.util.List;

/** What the search for TensorRT came to. */
sealed interface Found {
  /**
   * It can be used.
   *
   * @param lanes the GPU first, then the DLA cores
   * @param compute capability of the GPU, such as 8.7
   * @param sharesMemory whether GPU and CPU can work on the same bytes
   */
  record Chip(Release release, List<Lane> lanes, String compute, boolean sharesMemory)
      implements Found {}

  /** It cannot; the reason says what, which, and what now. */
  record Nothing(String reason) implements Found {}
}
