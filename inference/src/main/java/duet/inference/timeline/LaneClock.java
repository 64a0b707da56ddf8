package duet.inference.timeline;

import duet.inference.device.Lane;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** By what it is told on a timeline when what happened. Used by all lanes. */
public interface LaneClock {
  /**
   * A frame comes in for all lanes; called for one frame after the other.
   *
   * @param submittedNs when it was handed in, on the clock on the wall
   */
  long offered(long frame, long submittedNs);

  /** A lane takes a frame that came in at a time. */
  long taken(Lane lane, long offeredNs);

  /** Now, for a lane. */
  long now(Lane lane);

  /**
   * The engine of a lane has run.
   *
   * @param deviceMs how long, by the clock of the device
   * @return now
   */
  long ran(Lane lane, OptionalDouble deviceMs);

  /** A lane is done with a frame. */
  void left(Lane lane, long frame);

  /** That of this machine. */
  static LaneClock wall(LongSupplier nowNs) {
    return new LaneClock() {
      @Override
      public long offered(long frame, long submittedNs) {
        return submittedNs;
      }

      @Override
      public long taken(Lane lane, long offeredNs) {
        return nowNs.getAsLong();
      }

      @Override
      public long now(Lane lane) {
        return nowNs.getAsLong();
      }

      @Override
      public long ran(Lane lane, OptionalDouble deviceMs) {
        return nowNs.getAsLong();
      }

      @Override
      public void left(Lane lane, long frame) {}
    };
  }
}
