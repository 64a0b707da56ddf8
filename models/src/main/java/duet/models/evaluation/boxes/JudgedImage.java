package duet.models.evaluation.boxes;

import duet.models.dataset.LabelBox;
import duet.models.dataset.LabelledImage;
import java.util.Comparator;
import java.util.List;

/**
 * An image with what a person marked and what a detector found.
 *
 * @param patient who it belongs to
 * @param found strongest first
 */
public record JudgedImage(
    String patient, String name, List<LabelBox> marked, List<FoundBox> found) {
  public JudgedImage {
    marked = List.copyOf(marked);
    found = found.stream().sorted(Comparator.comparingDouble(FoundBox::score).reversed()).toList();
  }

  public static JudgedImage of(LabelledImage image, List<FoundBox> found) {
    return new JudgedImage(image.group(), image.name(), image.boxes(), found);
  }

  /** Whether a person marked anything. */
  public boolean isPositive() {
    return !marked.isEmpty();
  }

  /** Score of the strongest box; 0 where nothing was found. */
  public double score() {
    return found.isEmpty() ? 0 : found.get(0).score();
  }
}
