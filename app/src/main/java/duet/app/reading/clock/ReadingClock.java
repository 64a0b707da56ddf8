package duet.app.reading.clock;

import duet.inference.device.Lane;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** The clock by which a reader tells when what happened. Used by all its lanes. */
public interface ReadingClock {
  /** A frame is offered to all lanes; called for one frame after the other. */
  long offered(long frame);

  /** A lane takes a frame that was offered at a time. */
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
  static ReadingClock wall(LongSupplier nowNs) {
    return new ReadingClock() {
      @Override
      public long offered(long frame) {
        return nowNs.getAsLong();
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
