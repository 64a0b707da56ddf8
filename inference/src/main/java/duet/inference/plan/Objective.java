package duet.inference.plan;

/** What a schedule is to be best in. */
public enum Objective {
  /** As many frames a second as the lanes take, several underway at a time. */
  THROUGHPUT,
  /** The 99th percentile of the time from a frame's arrival to the last of its results. */
  LATENCY,
  /** The energy a frame takes. */
  ENERGY
}
