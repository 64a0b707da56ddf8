package duet.app.cli.evaluate;

import duet.models.dataset.DetectionSet;
import duet.models.dataset.PairSet;
import duet.models.dataset.Split;

/** Which part of a dataset is judged. */
enum Part {
  VAL,
  TRAIN,
  TEST,
  ALL;

  /** Without a table there are no parts: all is judged. */
  PairSet of(PairSet set) {
    boolean whole = this == ALL || set.pairs().stream().allMatch(p -> p.split() == Split.NONE);
    return whole ? set : set.in(split());
  }

  DetectionSet of(DetectionSet set) {
    boolean whole = this == ALL || set.images().stream().allMatch(i -> i.split() == Split.NONE);
    return whole ? set : set.in(split());
  }

  /** How the result names it. */
  String word(Split first) {
    return first == Split.NONE || this == ALL ? "all" : split().word();
  }

  private Split split() {
    return switch (this) {
      case TRAIN -> Split.TRAIN;
      case TEST -> Split.TEST;
      case VAL, ALL -> Split.VAL;
    };
  }
}
