package duet.app.reproduce.experiment;

import static duet.inference.device.Lane.DLA0;
import static duet.inference.device.Lane.GPU;

import duet.inference.device.Lane;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import java.util.List;

/**
 * Where the paper's rule would cut: so that the GPU and the DLA are busy for the same time, which
 * is where the busier of them is busy the shortest. All pairs of cuts are tried, with what it costs
 * to hand over and without contention, as the paper's planner has it.
 *
 * @param rig for counting layers
 * @param profile for handing over
 */
public record CutSearch(Rig rig, Profile profile) {
  /**
   * Two cuts, in nodes before them.
   *
   * @param toGpu where the DLA hands over
   * @param toDla where the GPU hands over
   */
  public record Cuts(int toGpu, int toDla) {}

  /** Two generators, one on the DLA first and one on the GPU first. */
  public Cuts ofTwo(ModelProfile generator) {
    return best(
        generator,
        1,
        (first, second) ->
            busier(
                List.of(
                    busy(generator, Rig.lanes(generator, List.of(DLA0, GPU), first)),
                    busy(generator, Rig.lanes(generator, List.of(GPU, DLA0), second)))));
  }

  /** A generator on the DLA, the GPU and the DLA again, beside a detector on the GPU. */
  public Cuts beside(ModelProfile detector, ModelProfile generator) {
    double[] other = busy(detector, Rig.lanes(detector, List.of(GPU)));
    return best(
        generator,
        2,
        (first, second) ->
            first >= second
                ? Double.MAX_VALUE
                : busier(
                    List.of(
                        other,
                        busy(
                            generator,
                            Rig.lanes(generator, List.of(DLA0, GPU, DLA0), first, second)))));
  }

  private Cuts best(ModelProfile model, int from, DoubleOfTwo cost) {
    int last = model.segments().size();
    double least = Double.MAX_VALUE;
    Cuts best = new Cuts(0, 0);
    for (int first = 1; first < last; first++) {
      for (int second = from; second < last; second++) {
        double tried = cost.of(first, second);
        if (tried < least) {
          least = tried;
          best = new Cuts(rig.place(model, first), rig.place(model, second));
        }
      }
    }
    return best;
  }

  private interface DoubleOfTwo {
    double of(int first, int second);
  }

  private static double busier(List<double[]> busy) {
    double gpu = busy.stream().mapToDouble(lanes -> lanes[0]).sum();
    double dla = busy.stream().mapToDouble(lanes -> lanes[1]).sum();
    return Math.max(gpu, dla);
  }

  /** How long a frame keeps the GPU and the DLA busy, in nanoseconds. */
  private double[] busy(ModelProfile model, List<Lane> lanes) {
    double[] busy = new double[2];
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      double ns = model.segments().get(i).on(lane).timeNs();
      if (i + 1 < lanes.size() && lanes.get(i + 1) != lane) {
        long bytes = model.segments().get(i + 1).inputBytes();
        ns += profile.hopNs(lane, lanes.get(i + 1), bytes);
      }
      busy[lane == GPU ? 0 : 1] += ns;
    }
    return busy;
  }
}
