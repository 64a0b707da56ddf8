package duet.inference.engine.tensorrt;

import java.util.Optional;

/** The version of the TensorRT library that is installed, whatever Duet was compiled against. */
record Release(int major, int minor, int patch) implements Comparable<Release> {
  /** The first with enqueueV3. */
  private static final Release OLDEST = new Release(8, 5, 0);

  private static final int FIRST_UNKNOWN_MAJOR = 11;

  /** Duet's 10.x calls run on any 10.x; from 10.8 on there is no DLA. */
  private static final Release FIRST_WITHOUT_DLA = new Release(10, 8, 0);

  /** {@code getInferLibVersion()}: two digits for minor and patch, from 10 on a wider major. */
  static Release decode(int number) {
    int step = number >= 100_000 ? 10_000 : 1_000;
    return new Release(number / step, number % step / 100, number % 100);
  }

  /** Why Duet calls nothing else of it. */
  Optional<String> refusal() {
    if (compareTo(OLDEST) < 0) {
      return Optional.of(
          "TensorRT "
              + this
              + " is too old, Duet needs 8.5 or later; install JetPack 5.1 or later");
    }
    return major < FIRST_UNKNOWN_MAJOR
        ? Optional.empty()
        : Optional.of(
            "TensorRT "
                + this
                + " is newer than Duet knows; it needs 8.5 to 10; use JetPack 5.1 or 6");
  }

  boolean hasDla() {
    return compareTo(FIRST_WITHOUT_DLA) < 0;
  }

  @Override
  public int compareTo(Release other) {
    int majors = Integer.compare(major, other.major);
    int minors = Integer.compare(minor, other.minor);
    return majors != 0 ? majors : minors != 0 ? minors : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
