package duet.viewer.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Distances between neighbouring slices. A gap counts as missing slices when the instance numbers
 * skip there as well or, where they say nothing, when it is a multiple of the distances around it;
 * otherwise it counts as spacing that was meant to be uneven.
 *
 * @param positionsMm of the slices, ascending
 */
record Spacing(List<Slice> slices, List<Double> positionsMm) {
  /** Positions rounded to 0.1 mm make distances that differ by as much. */
  private static final double EVEN_MM = 0.11;

  private static final double EVEN_SHARE = 0.02;
  private static final int MOST_RUNS = 6;

  List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>();
    if (gaps() < 2) {
      return remarks;
    }
    List<Integer> holes = IntStream.range(0, gaps()).filter(this::isHole).boxed().toList();
    if (!holes.isEmpty()) {
      remarks.add(new Remark(Remark.Kind.MISSING_SLICE, missing(holes)));
    }
    List<Run> runs = runs(holes);
    if (runs.stream().anyMatch(run -> !even(run.mm, runs.get(0).mm))) {
      remarks.add(new Remark(Remark.Kind.UNEVEN_SPACING, uneven(runs)));
    }
    return remarks;
  }

  private int gaps() {
    return slices.size() - 1;
  }

  private double mm(int gap) {
    return positionsMm.get(gap + 1) - positionsMm.get(gap);
  }

  private int step(int gap) {
    return Math.abs(slices.get(gap + 1).instanceNumber() - slices.get(gap).instanceNumber());
  }

  private double typicalMm() {
    return IntStream.range(0, gaps()).mapToDouble(this::mm).sorted().toArray()[gaps() / 2];
  }

  private boolean numbered() {
    return 2 * IntStream.range(0, gaps()).filter(gap -> step(gap) == 1).count() >= gaps();
  }

  private boolean isHole(int gap) {
    double around = Math.max(gap > 0 ? mm(gap - 1) : 0, gap + 1 < gaps() ? mm(gap + 1) : 0);
    if (numbered()) {
      return step(gap) > 1 && mm(gap) > 1.5 * Math.min(around, typicalMm());
    }
    double times = mm(gap) / around;
    return times > 1.5 && Math.abs(times - Math.rint(times)) < 0.1;
  }

  private int slicesInHole(int gap) {
    return numbered() ? step(gap) - 1 : (int) Math.rint(mm(gap) / typicalMm()) - 1;
  }

  private String missing(List<Integer> holes) {
    int count = holes.stream().mapToInt(this::slicesInHole).sum();
    List<String> places =
        holes.stream()
            .map(
                gap ->
                    String.format(
                        Locale.ROOT, "%.1f mm between %d and %d", mm(gap), gap + 1, gap + 2))
            .toList();
    return (count == 1 ? "1 slice is" : count + " slices are")
        + " missing: "
        + listed(places)
        + ".";
  }

  private String uneven(List<Run> runs) {
    List<String> places =
        runs.stream()
            .map(
                run ->
                    String.format(
                        Locale.ROOT,
                        "%.1f mm in slices %d-%d",
                        run.mm,
                        run.first + 1,
                        run.last + 2))
            .toList();
    return "Slice spacing is uneven: " + listed(places) + ".";
  }

  private static String listed(List<String> places) {
    String shown = String.join(", ", places.subList(0, Math.min(MOST_RUNS, places.size())));
    int more = places.size() - MOST_RUNS;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** Neighbouring gaps of the same width. */
  private record Run(double mm, int first, int last) {}

  private List<Run> runs(List<Integer> holes) {
    List<Run> runs = new ArrayList<>();
    for (int gap = 0; gap < gaps(); gap++) {
      if (holes.contains(gap)) {
        continue;
      }
      Run open = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (open != null && even(open.mm, mm(gap))) {
        runs.set(runs.size() - 1, new Run(open.mm, open.first, gap));
      } else {
        runs.add(new Run(mm(gap), gap, gap));
      }
    }
    return runs;
  }

  private static boolean even(double a, double b) {
    return Math.abs(a - b) <= Math.max(EVEN_MM, EVEN_SHARE * Math.min(a, b));
  }
}
