package duet.models.dataset;

import java.util.Arrays;
import java.util.Locale;

/** Which part of a dataset a picture belongs to; all pictures of a patient are in one part. */
public enum Split {
  TRAIN,
  VAL,
  /** Held out until the end. */
  TEST,
  /** The dataset has no table that says so. */
  NONE;

  /** As tables write it: train, val, test. */
  static Split of(String word, String where) {
    return Arrays.stream(values())
        .filter(split -> split != NONE && split.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new DatasetException(
                    where + ": the split is '" + word + "', must be train, val or test"));
  }

  /** Lower case, as in tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
