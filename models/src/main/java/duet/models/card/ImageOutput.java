package duet.models.card;

import java.util.List;
import java.util.Set;

/** How the output tensor is read. */
public sealed interface ImageOutput {
  /** Name of the output tensor. */
  String tensor();

  /**
   * An image of shape 1 x channels x height x width of the input; grey (0..255) = mean over
   * channels of value x scale + offset, clamped.
   */
  record Image(String tensor, int channels, double scale, double offset) implements ImageOutput {
    public Image {
      if (tensor.isBlank() || channels < 1) {
        throw new IllegalArgumentException(
            "output '" + tensor + "' of " + channels + " channels: name or number wrong");
      }
      if (!Double.isFinite(scale) || !Double.isFinite(offset)) {
        throw new IllegalArgumentException(
            "scale " + scale + ", offset " + offset + ": not finite");
      }
    }
  }

  /**
   * YOLOv8 head after decoding, shape 1 x (4 + classes) x anchors: centre x, centre y, width,
   * height in input pixels, then one probability a class.
   *
   * @param confidence lowest score shown by default, 0..1
   * @param iou overlap above which class-wise non-maximum suppression drops the weaker box, 0..1
   */
  record Boxes(String tensor, List<String> classes, double confidence, double iou)
      implements ImageOutput {
    public Boxes {
      classes = List.copyOf(classes);
      if (classes.isEmpty()) {
        throw new IllegalArgumentException("a detector needs at least one class");
      }
      if (Set.copyOf(classes).size() < classes.size()) {
        throw new IllegalArgumentException("a class is named twice in " + classes);
      }
      if (!(confidence >= 0 && confidence <= 1 && iou >= 0 && iou <= 1)) {
        throw new IllegalArgumentException(
            "confidence " + confidence + " and iou " + iou + " must be in 0..1");
      }
    }
  }
}
