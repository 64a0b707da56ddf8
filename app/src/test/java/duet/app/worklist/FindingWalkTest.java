package duet.app.worklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingWalkTest {
  private final Finding a = Slices.finding(Slices.slice("s", 0), 0.9);
  private final Finding b = Slices.finding(Slices.slice("s", 1), 0.8);
  private final FindingWalk walk = new FindingWalk();

  @Test
  void goesAroundTheEnd() {
    List<Finding> findings = List.of(a, b);
    assertEquals(Optional.of(a), walk.next(findings));
    assertEquals(Optional.of(b), walk.next(findings));
    assertEquals(Optional.of(a), walk.next(findings));
    assertEquals(Optional.of(b), walk.previous(findings));
  }

  @Test
  void goesBackwardsFromTheEnd() {
    assertEquals(Optional.of(b), walk.previous(List.of(a, b)));
  }

  @Test
  void keepsItsPlaceThroughADecision() {
    walk.choose(a);
    List<Finding> decided = List.of(a.decided(Decision.ACCEPTED), b);
    assertEquals(Optional.of(decided.get(0)), walk.current(decided));
    assertEquals(Optional.of(b), walk.next(decided));
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertEquals(Optional.empty(), walk.next(List.of()));
    walk.choose(a);
    assertEquals(Optional.empty(), walk.current(List.of(b)));
  }
}
