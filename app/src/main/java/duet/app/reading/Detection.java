package duet.app.reading;

import duet.viewer.finding.Finding;
import java.util.List;

/** The boxes of one slice, or why there are none. An empty list is a result, a failure is not. */
public sealed interface Detection {
  /**
   * All boxes above the lowest threshold that a screen can ask for, strongest first; the threshold
   * of the card is applied where they are shown.
   */
  record Boxes(List<Finding> findings) implements Detection {
    public Boxes {
      findings = List.copyOf(findings);
    }
  }

  /** The lane or model failed; the text names the lane and what to do, never the patient. */
  record Failed(String reason) implements Detection {}
}
