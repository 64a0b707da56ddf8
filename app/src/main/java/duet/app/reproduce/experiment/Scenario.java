package duet.app.reproduce.experiment;

import java.util.List;

/**
 * One way to read what the paper leaves open, and what follows from it.
 *
 * @param name in words
 * @param assumption with the fitted numbers in it
 * @param fit the numbers, and how well they meet the line they were fitted on
 * @param predictions of all experiments
 * @param acceptance of them
 */
public record Scenario(
    String name, Assumption assumption, Fit fit, Predictions predictions, Acceptance acceptance) {

  /** Runs everything with these numbers. */
  public static Scenario of(String name, Rig rig, Assumption assumption, Fit fit) {
    Assumption fitted = assumption.with(fit);
    List<PaperRow> rows = PaperRow.read();
    Predictions predictions = Predictions.of(Stage.of(rig, fitted), rows);
    Acceptance acceptance = new Acceptance(rows, predictions.pairs());
    return new Scenario(name, fitted, fit, predictions, acceptance);
  }

  /** How far a try is from the line that is fitted. */
  public static double error(Rig rig, Assumption assumption, Fit fit) {
    PaperRow row = PaperRow.read().stream().filter(PaperRow::isFitted).findFirst().orElseThrow();
    return Stage.of(rig, assumption.with(fit)).pair(row).error(row.measured());
  }
}
