package duet.models.evaluation;

/**
 * A figure with its 95 % interval.
 *
 * @param value on the data as they are; NaN where they do not tell
 * @param low 2.5 % quantile of the resamples
 * @param high 97.5 % quantile of the resamples
 * @param basis what was resampled
 * @param units how many of these there are
 */
public record Estimate(double value, double low, double high, Basis basis, int units) {
  /** What was drawn anew in each resample. */
  public enum Basis {
    /** Whole patients: the interval speaks of patients that are not in the data. */
    PATIENTS,
    /** The images of one patient, for want of a second: it says nothing of other patients. */
    IMAGES_OF_ONE_PATIENT
  }
}
