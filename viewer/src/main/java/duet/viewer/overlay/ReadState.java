package duet.viewer.overlay;

import duet.viewer.finding.Confidence;

/** What is known of a slice. Not knowing is said as loudly as a result. */
public sealed interface ReadState {
  /** The words on screen. */
  String words();

  /** Has not been offered to the models. */
  record NotRead() implements ReadState {
    @Override
    public String words() {
      return "not read yet";
    }
  }

  /** Is on a lane or waits for one. */
  record Reading() implements ReadState {
    @Override
    public String words() {
      return "reading …";
    }
  }

  /** A lane or model failed; the reason says which and what now. */
  record Failed(String reason) implements ReadState {
    @Override
    public String words() {
      return "failed: " + reason;
    }
  }

  /** The reading ended without this slice. */
  record NoResult() implements ReadState {
    @Override
    public String words() {
      return "no result";
    }
  }

  /** No installed model looks for it. */
  record NotAssessed() implements ReadState {
    @Override
    public String words() {
      return "not assessed";
    }
  }

  /** The person who reads has switched off what the models say. */
  record Hidden() implements ReadState {
    @Override
    public String words() {
      return "hidden – press A to show";
    }
  }

  /** There is no series to show. */
  record Nothing() implements ReadState {
    @Override
    public String words() {
      return "Drop a folder, files or a ZIP here";
    }
  }

  /** The slices make no series that can be shown honestly; the reason says why. */
  record NotShown(String reason) implements ReadState {
    @Override
    public String words() {
      return "Not shown. " + reason;
    }
  }

  /** The result is the picture itself. */
  record Done() implements ReadState {
    @Override
    public String words() {
      return "done";
    }
  }

  /**
   * The detector ran.
   *
   * @param threshold lowest confidence that is shown, 0..1
   */
  record Boxes(int count, double threshold) implements ReadState {
    @Override
    public String words() {
      String noun = count == 1 ? "box" : "boxes";
      return count + " " + noun + " at ≥ " + Confidence.text(threshold);
    }
  }
}
