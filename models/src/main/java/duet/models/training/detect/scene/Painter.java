package duet.models.training.detect.scene;

import duet.models.training.detect.scene.Brush.Cover;
import duet.models.training.detect.yolo.Box;
import java.util.List;
import java.util.Random;

/**
 * Paints bleeds that nobody had into a head: round ones in the brain, lenses and crescents along
 * the skull, blood in place of liquor, and lesions of other patients bent to this skull. And specks
 * of calcium, which are no bleeds. The data have few patients; what has been painted teaches that a
 * bleed can be anywhere, and that the head around it does not matter.
 */
final class Painter {
  /** As bright as blood gets in a window of 80 HU about 40. */
  private static final double BRIGHTEST = 232;

  private final Brush brush;
  private final Random random;

  /**
   * A painter of one picture.
   *
   * @param canvas is painted on
   */
  Painter(Scene scene, float[] canvas, Random random) {
    this.brush = new Brush(scene, canvas, random);
    this.random = random;
  }

  /** One bleed of a random kind; none where the dice find no place for it. */
  List<Box> bleed() {
    double kind = random.nextDouble();
    if (kind < 0.6 && brush.isRing()) {
      return rim();
    }
    return kind < 0.85 ? ball() : liquor();
  }

  /** A bleed in the brain. */
  private List<Box> ball() {
    double[] centre = brush.place(6);
    double a = brush.skewed(7, 62);
    Cover cover = lump(centre, a, a * brush.between(0.5, 1));
    if (random.nextDouble() < 0.4) {
      oedema(centre, a * brush.between(1.2, 1.7));
    }
    double grey = grey(random.nextDouble() < 0.3 ? 25 : 45);
    return brush.blood(Brush.around(centre, 1.5 * a), cover, grey).box(2, 0, 0);
  }

  /** An ellipse with a wavy rim. */
  private Cover lump(double[] centre, double a, double b) {
    double turn = brush.between(0, Math.PI);
    double wide = brush.between(0, 0.22);
    double widePhase = brush.between(0, 6.3);
    double fine = brush.between(0, 0.15);
    double finePhase = brush.between(0, 6.3);
    double edge = brush.between(1.5, 4) / b;
    return (x, y) -> {
      double dx = x - centre[0];
      double dy = y - centre[1];
      double u = (dx * Math.cos(turn) + dy * Math.sin(turn)) / a;
      double v = (dy * Math.cos(turn) - dx * Math.sin(turn)) / b;
      double angle = Math.atan2(v, u);
      double waves =
          wide * Math.cos(2 * angle + widePhase) + fine * Math.cos(5 * angle + finePhase);
      return Brush.step((1 + waves - Math.hypot(u, v)) / edge);
    };
  }

  private void oedema(double[] centre, double radius) {
    double darker = brush.between(8, 30);
    Cover cover = (x, y) -> Brush.step((1 - Math.hypot(x - centre[0], y - centre[1]) / radius) * 4);
    brush.paint(Brush.around(centre, radius), cover, (x, y, before) -> before - darker);
  }

  /** A lens or crescent along the inner table. */
  private List<Box> rim() {
    boolean lens = random.nextBoolean();
    double middle = brush.between(0, 2 * Math.PI);
    double span = lens ? brush.between(0.14, 0.5) : brush.between(0.25, 1.1);
    double height = lens ? brush.skewed(5, 50) : brush.skewed(4, 30);
    double power = lens ? 2 : brush.between(3, 6);
    Cover cover = crescent(middle, span, height, power);
    double pad = brush.skewed(1, 14);
    return brush
        .blood(brush.everywhere(), cover, grey(30))
        .box(1, pad * Math.cos(middle), pad * Math.sin(middle));
  }

  private Cover crescent(double middle, double span, double height, double power) {
    double rough = brush.between(0, 0.2);
    double waves = brush.between(3, 9);
    double phase = brush.between(0, 6.3);
    double edge = brush.between(1.5, 4);
    return (x, y) -> {
      double angle = brush.angle(x, y);
      double s = turned(angle - middle) / span;
      if (Math.abs(s) >= 1) {
        return 0;
      }
      double profile = height * (1 - Math.pow(Math.abs(s), power));
      double thickness = profile * (1 + rough * Math.cos(waves * s + phase));
      return Brush.step((thickness - brush.depth(x, y, angle)) / edge);
    };
  }

  /** Blood where liquor was: in the sulci and cisterns of a region, or in a ventricle. */
  private List<Box> liquor() {
    double[] centre = brush.place(10);
    double a = brush.between(16, 80);
    double b = a * brush.between(0.5, 1);
    double dark = brush.brain() - 14;
    Cover cover =
        (x, y) -> {
          double within = 1 - Math.hypot((x - centre[0]) / a, (y - centre[1]) / b);
          double wet = (dark - brush.mean((int) x, (int) y)) / 14 + 0.5;
          return Brush.step(within * 6) * Brush.step(wet);
        };
    List<Box> boxes = brush.blood(Brush.around(centre, a), cover, grey(50)).box(1, 0, 0);
    return boxes.stream().filter(box -> Math.min(box.width(), box.height()) > 6).toList();
  }

  /** Something white and small that is no bleed. */
  void speck() {
    double[] centre = brush.place(20);
    double radius = brush.between(2, 9);
    Cover cover = (x, y) -> Brush.step((radius - Math.hypot(x - centre[0], y - centre[1])) / 2);
    brush.blood(Brush.around(centre, 2 * radius), cover, brush.between(215, 255));
  }

  /** A bleed of another head, bent to this one, maybe mirrored; both must be of the vault. */
  List<Box> transplant(Scene from) {
    if (!brush.isRing() || !from.head().isRing() || from.boxes().isEmpty()) {
      return List.of();
    }
    Box lesion = from.boxes().get(random.nextInt(from.boxes().size()));
    Graft graft = new Graft(brush, from, lesion, brush.between(-0.6, 0.6), random.nextBoolean());
    double pad = brush.between(0, 10);
    double lift = brush.between(-12, 12);
    Extent extent =
        brush.paint(
            brush.everywhere(),
            graft,
            (x, y, before) -> Math.min(BRIGHTEST, graft.contrast() + brush.brain() + lift));
    double angle = brush.angle(extent.middleX(), extent.middleY());
    return extent.box(1, pad * Math.cos(angle), pad * Math.sin(angle)).stream()
        .map(box -> box.as(lesion.type()))
        .toList();
  }

  /** Of blood, brighter than this brain by at least so much. */
  private double grey(double least) {
    return Math.min(BRIGHTEST, brush.brain() + brush.between(least, 118));
  }

  /** Into -pi..pi. */
  private static double turned(double angle) {
    return Math.atan2(Math.sin(angle), Math.cos(angle));
  }
}
