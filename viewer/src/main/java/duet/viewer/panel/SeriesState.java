package duet.viewer.panel;

/** How far a series is; the words of its chip. */
public sealed interface SeriesState {
  String words();

  /** Slices still arrive. */
  record Receiving() implements SeriesState {
    @Override
    public String words() {
      return "receiving";
    }
  }

  /** On the lanes. */
  record Reading(int done, int total) implements SeriesState {
    @Override
    public String words() {
      return "reading " + done + " / " + total;
    }
  }

  /** The reading ended; some slices have no result. */
  record Partial(int done, int total) implements SeriesState {
    @Override
    public String words() {
      return "partial " + done + " / " + total;
    }
  }

  /** It cannot be shown or read; the reason says why and what now. */
  record Failed(String reason) implements SeriesState {
    @Override
    public String words() {
      return "failed";
    }
  }

  /** All slices have both results. */
  record Done() implements SeriesState {
    @Override
    public String words() {
      return "done";
    }
  }
}
