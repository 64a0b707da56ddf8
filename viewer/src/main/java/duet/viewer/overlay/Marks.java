package duet.viewer.overlay;

import duet.viewer.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Findings to draw. They may belong to many slices: a view draws those of the slice it shows.
 *
 * @param selected drawn with handles; need not be among the findings
 */
public record Marks(List<Finding> findings, Optional<Finding> selected) {
  public static final Marks NONE = new Marks(List.of(), Optional.empty());

  public Marks {
    findings = List.copyOf(findings);
  }

  Emphasis emphasis(Finding finding) {
    return selected.equals(Optional.of(finding)) ? Emphasis.SELECTED : Emphasis.PLAIN;
  }
}
