package duet.viewer.panel;

import java.util.List;

/**
 * The lanes at a moment.
 *
 * @param origin whose numbers these are, for instance "measured on CPU lanes"
 * @param untilNs right end of the strip, nanoseconds on the clock of the spans
 */
public record LaneSnapshot(String origin, long untilNs, List<LaneUse> lanes, List<LaneSpan> spans) {
  public LaneSnapshot {
    lanes = List.copyOf(lanes);
    spans = List.copyOf(spans);
  }
}
