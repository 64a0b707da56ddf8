package duet.inference.dla.rule;

import java.util.Locale;

/** What the layers of an engine compute in. */
public enum Precision {
  FP16(2),
  /** Eight bits where a layer has them, FP16 where it has not. */
  INT8(1);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Of one number. */
  public int bytes() {
    return bytes;
  }

  /** As in the tables and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
