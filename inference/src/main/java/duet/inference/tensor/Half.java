package duet.inference.tensor;

/** IEEE 754 half precision in the bits of a short; Java 17 has no such type. */
public final class Half {
  /** The largest finite number, 65504. */
  public static final float MAX = 65504f;

  private static final int INFINITY = 0x7C00;

  /** Halfway between {@link #MAX} and what would come next. */
  private static final float TOO_LARGE = 65520f;

  private static final float SMALLEST_NORMAL = 0x1p-14f;
  private static final float STEP_BELOW = 0x1p-24f;

  private Half() {}

  /** The nearest half, ties to even; from 65520 on infinity. */
  public static short of(float value) {
    int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
    float size = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | INFINITY | 0x200);
    }
    if (size >= TOO_LARGE) {
      return (short) (sign | INFINITY);
    }
    if (size < SMALLEST_NORMAL) {
      return (short) (sign | (int) Math.rint(size / STEP_BELOW));
    }
    int bits = Float.floatToRawIntBits(size);
    // Half of the last place that stays, less one where that place is even: ties go to even. A
    // carry
    // runs into the exponent, as it should.
    int rounded = bits + 0xFFF + ((bits >>> 13) & 1);
    return (short) (sign | ((rounded >>> 13) - ((127 - 15) << 10)));
  }

  /** The number, exactly. */
  public static float toFloat(short half) {
    int exponent = (half >>> 10) & 0x1F;
    int fraction = half & 0x3FF;
    float size;
    if (exponent == 0) {
      size = fraction * STEP_BELOW;
    } else if (exponent == 0x1F) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      size = Float.intBitsToFloat(((exponent + 127 - 15) << 23) | (fraction << 13));
    }
    return half < 0 ? -size : size;
  }
}
