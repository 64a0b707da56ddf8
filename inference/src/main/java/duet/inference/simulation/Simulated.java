package duet.inference.simulation;

import duet.inference.timeline.Span;
import java.util.List;

/**
 * What a simulation saw.
 *
 * @param spans of work on lanes, in the order of their ends; ENGINE runs and TRANSITIONs; what is
 *     underway at the end is cut off there
 * @param passages in the order of their ends
 * @param dropped frames given up because the queue was full
 * @param endNs of the simulation, from its start at 0
 */
public record Simulated(List<Span> spans, List<Passage> passages, long dropped, long endNs) {
  public Simulated {
    spans = List.copyOf(spans);
    passages = List.copyOf(passages);
  }
}
