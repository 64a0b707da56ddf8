package duet.models.training.detect.yolo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import duet.models.training.detect.yolo.Assigner.Guess;
import duet.models.training.detect.yolo.Assigner.Match;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At size 64 the anchors are 8 x 8 at stride 8, 4 x 4 at stride 16 and 2 x 2 at stride 32. */
class AssignerTest {
  private static final AnchorGrid GRID = new AnchorGrid(64);
  private final Assigner assigner = new Assigner(GRID);

  /** All anchors are equally sure, and see one box. */
  private static Guess seeing(Box box) {
    return new Guess() {
      @Override
      public double score(int anchor, int type) {
        return 0.25;
      }

      @Override
      public Box box(int anchor) {
        return box;
      }
    };
  }

  @Test
  void anchorsOutsideABoxDoNotAnswerForIt() {
    Box truth = new Box(0, 0, 0, 17, 9);
    List<Match> matches = assigner.assign(List.of(truth), seeing(truth));
    // Centres within: (4, 4) and (12, 4) at stride 8, (8, 8) at stride 16, none at stride 32.
    assertEquals(List.of(0, 1, 64), matches.stream().map(Match::anchor).toList());
  }

  @Test
  void theBestTenAnswer() {
    Box truth = new Box(0, 0, 0, 64, 64);
    Guess better =
        new Guess() {
          @Override
          public double score(int anchor, int type) {
            return (anchor + 1) / 100.0;
          }

          @Override
          public Box box(int anchor) {
            return truth;
          }
        };
    List<Integer> anchors =
        assigner.assign(List.of(truth), better).stream().map(Match::anchor).toList();
    assertEquals(List.of(74, 75, 76, 77, 78, 79, 80, 81, 82, 83), anchors);
  }

  @Test
  void theBestAnchorShallReachItsOverlapAndTheOthersLessInProportion() {
    Box truth = new Box(0, 0, 0, 17, 9);
    Guess guess =
        new Guess() {
          @Override
          public double score(int anchor, int type) {
            return anchor == 0 ? 0.64 : 0.16;
          }

          @Override
          public Box box(int anchor) {
            return truth;
          }
        };
    List<Match> matches = assigner.assign(List.of(truth), guess);
    // goodness 0.64^0.5 = 0.8 and 0.16^0.5 = 0.4 at an overlap of 1
    assertEquals(1, matches.get(0).score(), 1e-5);
    assertEquals(0.5, matches.get(1).score(), 1e-5);
  }

  @Test
  void anAnchorThatTwoBoxesWantGoesToTheOneItOverlapsMore() {
    Box small = new Box(0, 0, 0, 17, 9);
    Box large = new Box(1, 0, 0, 40, 40);
    List<Match> matches = assigner.assign(List.of(small, large), seeing(large));
    // Both want the anchors 0 and 1; 64 is among the ten of the small box alone.
    assertEquals(List.of(large, large, small), boxes(matches, 0, 1, 64));
  }

  private static List<Box> boxes(List<Match> matches, Integer... anchors) {
    return matches.stream()
        .filter(match -> List.of(anchors).contains(match.anchor()))
        .map(Match::box)
        .toList();
  }

  @Test
  void aBoxBetweenTheCentresOfAllAnchorsStillHasOne() {
    Box thin = new Box(0, 13, 20, 15, 30);
    assertFalse(assigner.assign(List.of(thin), seeing(thin)).isEmpty());
  }

  @Test
  void nothingAnswersForNothing() {
    assertEquals(List.of(), assigner.assign(List.of(), seeing(new Box(0, 0, 0, 9, 9))));
  }
}
