package duet.inference.profile.measured;

import duet.inference.profile.measured.LaneTimes.CutCost;
import java.util.List;

/**
 * A straight line through what cuts cost: so much whatever goes over, and so much a byte.
 *
 * @param fixedNs not below 0
 * @param nsPerByte not below 0
 */
record HandOver(double fixedNs, double nsPerByte) {
  /** Least squares; where that says that bytes cost nothing or less, the mean. */
  static HandOver of(List<CutCost> costs) {
    double meanBytes = costs.stream().mapToLong(CutCost::bytes).average().orElse(0);
    double meanNs = costs.stream().mapToDouble(CutCost::ns).average().orElse(0);
    double across = 0;
    double along = 0;
    for (CutCost cost : costs) {
      double bytes = cost.bytes() - meanBytes;
      across += bytes * (cost.ns() - meanNs);
      along += bytes * bytes;
    }
    double slope = along == 0 ? 0 : Math.max(0, across / along);
    double fixed = meanNs - slope * meanBytes;
    if (fixed < 0) {
      // Through the origin: a cut that hands nothing over gains no time.
      slope = meanBytes == 0 ? 0 : Math.max(0, meanNs / meanBytes);
      fixed = 0;
    }
    return new HandOver(fixed, slope);
  }
}
