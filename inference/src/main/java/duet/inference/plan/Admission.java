package duet.inference.plan;

/** Which frames the tasks of a problem work on. */
public enum Admission {
  /** Each frame goes through all tasks: one CT slice, to be synthesised and searched. */
  TOGETHER,
  /** Each task has a source of its own and goes at its own pace. */
  FREE
}
