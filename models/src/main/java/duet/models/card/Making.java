package duet.models.card;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/**
 * How the weights came to be, enough to make them again.
 *
 * @param dataTerms licence of the training data, or under what terms they could be used
 * @param weightsTerms under what terms the weights may be used
 * @param splits who was in which part of the data; no case in two of them
 * @param seeds of all random numbers
 * @param date of the training, as 2026-11-24
 * @param command that trains it again
 */
public record Making(
    String dataTerms,
    String weightsTerms,
    List<Split> splits,
    List<Long> seeds,
    String date,
    String command) {

  /**
   * A part of the data.
   *
   * @param name such as training, validation
   * @param cases patients, or what else must not be torn apart
   * @param images of these cases
   */
  public record Split(String name, int cases, int images) {
    public Split {
      if (name.isBlank() || cases < 1 || images < cases) {
        throw new IllegalArgumentException(
            "split '" + name + "' of " + cases + " cases with " + images + " images");
      }
    }
  }

  public Making {
    splits = List.copyOf(splits);
    seeds = List.copyOf(seeds);
    if (dataTerms.isBlank() || weightsTerms.isBlank() || command.isBlank()) {
      throw new IllegalArgumentException("dataTerms, weightsTerms and command must say something");
    }
    check(splits);
    try {
      LocalDate.parse(date);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("date is '" + date + "', must be as 2026-11-24", e);
    }
  }

  private static void check(List<Split> splits) {
    if (splits.isEmpty()) {
      throw new IllegalArgumentException("splits must name at least the training cases");
    }
    if (splits.stream().map(Split::name).distinct().count() < splits.size()) {
      throw new IllegalArgumentException("a split is named twice");
    }
  }
}
