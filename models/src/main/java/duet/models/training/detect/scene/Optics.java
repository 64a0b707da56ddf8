package duet.models.training.detect.scene;

import java.util.Random;

/** What scanner and window do to a picture: contrast, brightness, shading, blur, grain. */
final class Optics {
  private Optics() {}

  /** Changes a picture of 0..255 and brings it to 0..1. */
  static void apply(float[] grey, int size, Random random) {
    float gain = (float) Math.exp(0.22 * (2 * random.nextDouble() - 1));
    float middle = 100;
    float lift = (float) (16 * (2 * random.nextDouble() - 1));
    float slopeX = (float) (14 * random.nextGaussian() * random.nextDouble() / size);
    float slopeY = (float) (14 * random.nextGaussian() * random.nextDouble() / size);
    float grain = random.nextDouble() < 0.6 ? (float) (9 * random.nextDouble()) : 0;
    if (random.nextDouble() < 0.3) {
      blur(grey, size, (float) (0.25 * random.nextDouble()));
    }
    for (int i = 0; i < grey.length; i++) {
      float value = grey[i];
      if (value > 6 && value < 252) { // what a window has clipped stays clipped
        int row = i / size;
        int column = i % size;
        float shade = slopeX * (column - size / 2f) + slopeY * (row - size / 2f);
        value = (value - middle) * gain + middle + lift + shade;
        if (grain > 0) {
          value += grain * gaussian(random);
        }
      }
      grey[i] = Math.max(0, Math.min(255, value)) / 255;
    }
  }

  /** Near enough, and ten times faster than the exact one. */
  private static float gaussian(Random random) {
    int bits = random.nextInt();
    int sum = (bits & 0xFF) + (bits >>> 8 & 0xFF) + (bits >>> 16 & 0xFF) + (bits >>> 24);
    return (sum - 510) / 147.8f;
  }

  private static void blur(float[] grey, int size, float side) {
    float centre = 1 - 2 * side;
    for (int stride : new int[] {1, size}) {
      float before = grey[0];
      for (int i = stride; i < grey.length - stride; i++) {
        float old = grey[i];
        float left = stride == 1 ? before : grey[i - stride];
        grey[i] = centre * old + side * (left + grey[i + stride]);
        before = old;
      }
    }
  }
}
