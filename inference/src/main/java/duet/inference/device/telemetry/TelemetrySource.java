package duet.inference.device.telemetry;

import java.util.List;

/** Tells what the machine does now. Looks for its files once, when it is opened; one thread. */
public interface TelemetrySource extends AutoCloseable {
  /** Reads all there is; throws nothing, whatever the files hold. */
  Sample poll();

  /** What can be read here and what not, with the reasons. */
  List<Reach> reach();

  @Override
  void close();
}
