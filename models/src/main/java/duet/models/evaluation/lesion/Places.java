package duet.models.evaluation.lesion;

import duet.models.dataset.GreyPicture;
import duet.models.evaluation.image.Mask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where lesions may be put into a CT: the disc of the lesion and a margin of {@link #MARGIN} pixels
 * around it is brain tissue, but for 2 % of its pixels at most. Places are drawn with a seed, so
 * that every model is asked about the same ones, and lie apart by the diameter at least.
 */
public final class Places {
  static final int MARGIN = 4;
  private static final double OTHER = 0.02;

  private final GreyPicture ct;
  private final Mask tissue;

  public Places(GreyPicture ct) {
    this.ct = ct;
    tissue = Parenchyma.of(ct);
  }

  /** Brain tissue of the picture. */
  Mask tissue() {
    return tissue;
  }

  /**
   * Draws places.
   *
   * @param wanted how many; fewer come back where there is no room
   * @return pixel indices, row by row
   */
  public List<Integer> draw(double diameterPx, int wanted, long seed) {
    List<Integer> free = fitting(diameterPx / 2 + MARGIN);
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> drawn = new ArrayList<>();
    while (drawn.size() < wanted && !free.isEmpty()) {
      int place = free.get(random.nextInt(free.size()));
      drawn.add(place);
      free.removeIf(other -> apart(place, other) < diameterPx);
    }
    return drawn;
  }

  private double apart(int a, int b) {
    int width = ct.width();
    return Math.hypot(a % width - b % width, a / width - b / width);
  }

  private List<Integer> fitting(double radius) {
    List<Integer> fitting = new ArrayList<>();
    List<int[]> disc = disc(radius);
    int allowed = (int) (OTHER * disc.size());
    for (int i = 0; i < tissue.inside().length; i++) {
      if (tissue.inside()[i] && fits(i, disc, allowed)) {
        fitting.add(i);
      }
    }
    return fitting;
  }

  private boolean fits(int centre, List<int[]> disc, int allowed) {
    int outside = 0;
    for (int[] offset : disc) {
      int x = centre % ct.width() + offset[0];
      int y = centre / ct.width() + offset[1];
      outside += tissue.at(x, y) ? 0 : 1;
      if (outside > allowed) {
        return false;
      }
    }
    return true;
  }

  private static List<int[]> disc(double radius) {
    List<int[]> disc = new ArrayList<>();
    int reach = (int) Math.ceil(radius);
    for (int dy = -reach; dy <= reach; dy++) {
      for (int dx = -reach; dx <= reach; dx++) {
        if (Math.hypot(dx, dy) <= radius) {
          disc.add(new int[] {dx, dy});
        }
      }
    }
    // from the rim inwards: what does not fit shows there first
    disc.sort(Comparator.comparingDouble(offset -> -Math.hypot(offset[0], offset[1])));
    return disc;
  }
}
