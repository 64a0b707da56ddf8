package duet.models.evaluation.lesion;

import duet.models.evaluation.Bootstrap;
import duet.models.evaluation.Estimate;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All lesions of one size and contrast.
 *
 * @param traces empty where no slice had room for the size
 */
public record Cell(LesionKind kind, List<Trace> traces) {
  /** A contrast of so many standard deviations counts as visible. */
  public static final double VISIBLE = 1;

  public Cell {
    traces = List.copyOf(traces);
  }

  /**
   * Share of the CT contrast that is left: the sum of |change in synthetic MRI| over the sum of
   * |change in CT|. 0 painted over, 1 kept; above 1 the model makes more of it.
   */
  public Estimate kept() {
    return estimate(
        some ->
            sum(some, trace -> Math.abs(trace.mriChange()))
                / sum(some, trace -> Math.abs(trace.ctChange())));
  }

  /**
   * The same with signs: above 0 the lesion is brighter in the synthetic MRI where it is brighter
   * in the CT, below 0 it is darker there; near 0 although {@link #kept} is not, it is now one, now
   * the other.
   */
  public Estimate keptSigned() {
    return estimate(some -> sum(some, Trace::mriChange) / sum(some, Trace::ctChange));
  }

  /** Mean contrast to noise in the CT. */
  public Estimate ctContrastToNoise() {
    return estimate(some -> sum(some, Trace::ctContrastToNoise) / some.size());
  }

  /** Mean contrast to noise in the synthetic MRI. */
  public Estimate mriContrastToNoise() {
    return estimate(some -> sum(some, Trace::mriContrastToNoise) / some.size());
  }

  /** Share of the lesions with a contrast to noise of {@link #VISIBLE} in the synthetic MRI. */
  public Estimate visible() {
    return estimate(
        some -> sum(some, t -> t.mriContrastToNoise() >= VISIBLE ? 1 : 0) / some.size());
  }

  /** Mean change of the synthetic MRI where there is no lesion, grey levels. */
  public Estimate elsewhere() {
    return estimate(some -> sum(some, Trace::elsewhere) / some.size());
  }

  private Estimate estimate(ToDoubleFunction<List<Trace>> figure) {
    return Bootstrap.over(traces, Trace::caseId, Trace::name).estimate(figure);
  }

  private static double sum(List<Trace> traces, ToDoubleFunction<Trace> value) {
    double sum = 0;
    for (Trace trace : traces) {
      sum += value.applyAsDouble(trace);
    }
    return sum;
  }
}
