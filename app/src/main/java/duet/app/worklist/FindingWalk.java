package duet.app.worklist;

import duet.viewer.finding.Finding;
import java.util.List;
import java.util.Optional;

/** Goes from finding to finding, around the end. Used by one thread. */
public final class FindingWalk {
  private Optional<Finding> current = Optional.empty();

  public Optional<Finding> next(List<Finding> findings) {
    return step(findings, 1);
  }

  public Optional<Finding> previous(List<Finding> findings) {
    return step(findings, -1);
  }

  /** The finding in focus with its present decision, if it is among these. */
  public Optional<Finding> current(List<Finding> findings) {
    int at = index(findings);
    return at < 0 ? Optional.empty() : Optional.of(findings.get(at));
  }

  public void choose(Finding finding) {
    current = Optional.of(finding);
  }

  private Optional<Finding> step(List<Finding> findings, int by) {
    if (findings.isEmpty()) {
      return Optional.empty();
    }
    int at = index(findings);
    int next = at < 0 ? (by > 0 ? 0 : findings.size() - 1) : at + by;
    choose(findings.get(Math.floorMod(next, findings.size())));
    return current;
  }

  private int index(List<Finding> findings) {
    List<Finding> bare = findings.stream().map(FindingWalk::bare).toList();
    return current.map(finding -> bare.indexOf(bare(finding))).orElse(-1);
  }

  private static Finding bare(Finding finding) {
    return finding.decided(Finding.Decision.UNDECIDED);
  }
}
