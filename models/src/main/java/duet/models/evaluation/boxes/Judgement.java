package duet.models.evaluation.boxes;

import duet.models.dataset.LabelBox;
import java.util.ArrayList;
import java.util.List;

/**
 * Which boxes of one image are hits: from the strongest to the weakest, each takes the marked box
 * that it overlaps most among those that are still free, if by at least the limit; the others are
 * false [COCO, pycocotools cocoeval]. At most 100 boxes a class are judged, as there.
 *
 * @param marked boxes that count
 * @param judged strongest first
 */
record Judgement(int marked, List<Judged> judged) {
  private static final int MOST = 100;

  /** A found box, and whether it is right. */
  record Judged(double score, boolean hit) {}

  /** Of one class. */
  static Judgement of(JudgedImage image, int classIndex, double limit) {
    return of(
        image.marked().stream().filter(box -> box.classIndex() == classIndex).toList(),
        image.found().stream().filter(box -> box.classIndex() == classIndex).toList(),
        limit);
  }

  /** Of all classes alike. */
  static Judgement ofAny(JudgedImage image, double limit) {
    return of(image.marked(), image.found(), limit);
  }

  private static Judgement of(List<LabelBox> marked, List<FoundBox> found, double limit) {
    List<Area> free = new ArrayList<>();
    marked.forEach(box -> free.add(Area.of(box)));
    List<Judged> judged = new ArrayList<>();
    for (FoundBox box : found.subList(0, Math.min(MOST, found.size()))) {
      judged.add(new Judged(box.score(), takes(box.area(), free, limit)));
    }
    return new Judgement(marked.size(), judged);
  }

  private static boolean takes(Area found, List<Area> free, double limit) {
    int best = -1;
    double most = limit;
    for (int i = 0; i < free.size(); i++) {
      double iou = found.iou(free.get(i));
      if (iou >= most) {
        most = iou;
        best = i;
      }
    }
    if (best >= 0) {
      free.remove(best);
    }
    return best >= 0;
  }
}
