package duet.viewer.panel;

import duet.viewer.finding.Finding;

/**
 * A finding in the list.
 *
 * @param sliceNumber of its slice, from 1
 */
public record FindingRow(int sliceNumber, Finding finding) {
  /** The same box, whatever was decided about it since. */
  boolean sameBox(FindingRow other) {
    return finding
        .decided(Finding.Decision.UNDECIDED)
        .equals(other.finding.decided(Finding.Decision.UNDECIDED));
  }
}
