package duet.inference.calibration;

/**
 * How much of what was seen the range of a byte covers. Few far values cost all the others
 * precision; cutting them off costs the far ones theirs.
 */
public enum Clipping {
  /** Everything that was seen. */
  NONE,
  /** All but the outermost 0.01 %, half at each end. */
  PERCENTILE,
  /** The range for which the squared error over all that was seen is least. */
  LEAST_ERROR
}
