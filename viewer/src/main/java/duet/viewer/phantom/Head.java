package duet.viewer.phantom;

import duet.viewer.geometry.Point;
import java.util.List;
import java.util.stream.Stream;

/**
 * A head as a function from millimetres to Hounsfield units. Axes are LPS; x = 0 is the midline, y
 * = 0 between forehead and occiput, z = 0 the floor of the skull. A bleed into the left basal
 * ganglia pushes the midline to the right and breaks into the ventricle.
 *
 * <p>Outside in: scalp, skull with diploe, a film of liquor, folded cortex, white matter; in it
 * what {@link Anatomy} lists. The folds are the zero lines of smooth noise: a sulcus is where the
 * noise is nearly 0, its grey banks are where it is small.
 */
final class Head {
  private static final double AIR = -1000;
  private static final double SKIN = 40;
  private static final double FAT = -85;
  private static final double TABLE = 1150;
  private static final double DIPLOE = 520;
  private static final double LIQUOR = 8;
  private static final double GREY = 39;
  private static final double WHITE = 28;
  private static final double FALX = 58;
  private static final double OEDEMA = 19;

  private static final Point HALF_WIDTHS = new Point(77, 95, 97);
  private static final double WIDEST_Z = 48;
  private static final double SCALP_MM = 6;
  private static final double SKULL_MM = 7;
  private static final double FOLD_MM = 13;

  private static final Blob POSTERIOR_FOSSA =
      new Blob(new Point(0, 46, 18), new Point(52, 36, 36), 0, WHITE);

  private final double z;
  private final List<Blob> blobs;

  /** The slice of the head at a height. */
  Head(double z) {
    this.z = z;
    this.blobs = Anatomy.BLOBS.stream().filter(blob -> blob.touches(z)).toList();
  }

  double hu(double x, double y) {
    double depth = depthMm(x, y);
    if (depth < 0) {
      return AIR;
    }
    double inside = depth - SCALP_MM;
    if (inside < 0) {
      return depth < 1.8 ? SKIN : FAT;
    }
    if (inside < SKULL_MM) {
      return inside > 2 && inside < 5 ? DIPLOE : TABLE;
    }
    return brain(x, y, inside - SKULL_MM);
  }

  /** Distance below the skin along the ray from the centre, negative outside. */
  private double depthMm(double x, double y) {
    double height = z - WIDEST_Z;
    double halfHeight = height > 0 ? HALF_WIDTHS.z() : 2 * HALF_WIDTHS.z();
    // the back of a head is wider than its front
    double width = HALF_WIDTHS.x() * (1 + 0.07 * Math.max(-1, Math.min(1, y / HALF_WIDTHS.y())));
    double u = x / width;
    double v = y / HALF_WIDTHS.y();
    double w = height / halfHeight;
    double level = Math.sqrt(u * u + v * v + w * w);
    double ray = Math.sqrt(x * x + y * y + height * height);
    return level < 1e-9 ? HALF_WIDTHS.x() : ray * (1 / level - 1);
  }

  private double brain(double x, double y, double depth) {
    double bleed = Anatomy.BLEED.level(x, y, z) * (1 + 0.35 * Noise.smooth(x / 9, y / 9, z / 9));
    if (bleed < 1) {
      return Anatomy.BLEED.hu() + 5 * Noise.smooth(x / 4, y / 4, z / 4);
    }
    double shifted = x + shiftMm(y);
    double tissue = tissue(shifted, y, depth);
    boolean solid = tissue > 2 * LIQUOR;
    return bleed < 2.1 && solid ? OEDEMA : tissue;
  }

  /** How far the bleed pushes the brain to the right. */
  private double shiftMm(double y) {
    double v = (y - Anatomy.BLEED.centre().y()) / 45;
    double w = (z - Anatomy.BLEED.centre().z()) / 32;
    return 5 * Math.exp(-v * v - w * w);
  }

  private double tissue(double x, double y, double depth) {
    for (Blob blob : blobs) {
      if (blob.level(x, y, z) < 1) {
        return blob.hu();
      }
    }
    if (depth < 1.2 + Noise.smooth(x / 14, y / 14, z / 14)) {
      return LIQUOR;
    }
    return z > 52 ? cerebrum(x, y, depth) : base(x, y, depth);
  }

  private double cerebrum(double x, double y, double depth) {
    double middle = Math.abs(x);
    boolean betweenHemispheres = z > 94 || Math.abs(y) > 48;
    if (betweenHemispheres && middle < 0.7 && (z > 104 || y > 52 || y < -56)) {
      return FALX;
    }
    double fold = Math.abs(Noise.smooth(x / 11 + 7, y / 11, z / 15));
    double surface = betweenHemispheres ? Math.min(depth, middle) : depth;
    double ripple = 1 + 0.5 * fold;
    if (betweenHemispheres && middle < 1.6 * ripple) {
      return LIQUOR;
    }
    double open = 1 - surface / FOLD_MM;
    if (fold < 0.09 * open) {
      return LIQUOR + 4;
    }
    double bank = 0.42 * (1 - surface / (FOLD_MM + 7));
    return surface < 3.2 || fold < bank ? GREY : WHITE;
  }

  /** Below the cerebrum: fine leaves of the cerebellum behind, temporal lobes and front before. */
  private double base(double x, double y, double depth) {
    double fold = Math.abs(Noise.smooth(x / 12 + 31, y / 12, z / 14));
    if (POSTERIOR_FOSSA.level(x, y, z) < 1) {
      double leaf = Math.abs(Noise.smooth(x / 30, y / 3.2, z / 5));
      return depth < 12 && leaf < 0.08 ? 22 : depth < 16 ? GREY - 1 : WHITE + 3;
    }
    if (fold < 0.08 * (1 - depth / FOLD_MM)) {
      return LIQUOR + 4;
    }
    return depth < 3.2 || fold < 0.4 * (1 - depth / 19) ? GREY : WHITE;
  }

  /** What lies in the brain at a fixed place; the first that holds a point wins. */
  private static final class Anatomy {
    static final Blob BLEED = blob(29, -3, 68, 15, 21, 15, 12, 66);

    static final List<Blob> BLOBS =
        Stream.of(
                // blood settles in the back of the left ventricle
                Stream.of(blob(20, 43, 70, 5, 9, 6, -12, 62)),
                blob(21, 36, 73, 2.6, 3, 4, 0, 160).bothSides(), // calcified choroid plexus
                Stream.of(blob(0, 23, 62, 2, 2.6, 4, 0, 190)), // pineal
                blob(8, -27, 76, 4.6, 17, 10, -14, LIQUOR).bothSides(), // frontal horns
                blob(10, 2, 86, 6, 30, 7, 6, LIQUOR).bothSides(), // bodies
                blob(17, 34, 73, 6, 20, 9, -14, LIQUOR).bothSides(), // atria, occipital horns
                Stream.of(blob(0, 3, 63, 2.1, 13, 10, 0, LIQUOR)), // third ventricle
                Stream.of(blob(0, 35, 27, 6, 5, 11, 0, LIQUOR)), // fourth ventricle
                Stream.of(blob(0, 27, 54, 9, 3.4, 5, 0, LIQUOR)), // quadrigeminal cistern
                Stream.of(blob(0, -8, 37, 13, 8, 7, 0, LIQUOR)), // suprasellar cistern
                blob(14, 14, 40, 3, 12, 6, -35, LIQUOR).bothSides(), // ambient cisterns
                blob(51, -13, 62, 13, 2.2, 15, 18, LIQUOR + 3).bothSides(), // Sylvian fissures
                blob(14, -21, 76, 4.6, 10, 9, -14, GREY).bothSides(), // caudate heads
                blob(26, -3, 66, 6, 16, 11, 12, GREY).bothSides(), // lentiform nuclei
                blob(10, 12, 66, 8, 12, 10, -12, GREY - 1).bothSides(), // thalami
                Stream.of(blob(0, 15, 28, 14, 12, 30, 0, 33)), // brain stem
                blob(42, 14, 8, 27, 7, 11, 24, 1000).bothSides(), // petrous bones
                blob(60, 22, 6, 9, 9, 9, 0, -350).bothSides(), // mastoid cells
                blob(38, -42, 8, 24, 5, 7, -22, 900).bothSides(), // sphenoid wings
                Stream.of(blob(0, -22, 14, 8, 9, 8, 0, 700)), // clivus and sella
                Stream.of(blob(0, -36, 4, 11, 10, 8, 0, -950)), // sphenoid sinus
                blob(30, -58, 2, 12, 13, 10, 0, 18).bothSides(), // globes
                blob(30, -50, 0, 17, 24, 11, 0, FAT).bothSides(), // orbital fat
                Stream.of(blob(0, -62, 0, 14, 16, 10, 0, -800))) // ethmoid cells
            .flatMap(blobs -> blobs)
            .toList();

    private static Blob blob(
        double x, double y, double z, double a, double b, double c, double degrees, double hu) {
      return new Blob(new Point(x, y, z), new Point(a, b, c), degrees, hu);
    }
  }
}
