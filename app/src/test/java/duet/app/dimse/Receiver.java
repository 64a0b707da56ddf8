package duet.app.dimse;

import duet.app.archive.Archive;
import duet.app.archive.Arrival;
import duet.app.config.ListenerConfig;
import duet.app.config.ListenerLimits;
import duet.viewer.dicom.toolkit.ToolkitReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** A listener on a free port with its archive, for one test. */
record Receiver(Path folder, Archive archive, Listener listener, BlockingQueue<Arrival> arrivals)
    implements AutoCloseable {

  static final ListenerLimits SHORT =
      new ListenerLimits(
          2, Duration.ofMillis(1500), Duration.ofMillis(1500), Duration.ofSeconds(3));

  static Receiver open(Path folder, ListenerLimits limits, String... callers) throws IOException {
    Archive archive = Archive.open(folder, new ToolkitReader());
    BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    archive.onSlices(arrivals::add);
    ListenerConfig config = new ListenerConfig("DUET", 0, "127.0.0.1", List.of(callers), limits);
    return new Receiver(folder, archive, Listener.open(config, archive), arrivals);
  }

  int port() {
    return listener.port();
  }

  /** Everything below the archive folder that is no folder and no lock. */
  List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList();
    }
  }

  StoreScu.Peer peer(String calling) {
    return new StoreScu.Peer("127.0.0.1", port(), "DUET", calling);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    archive.close();
  }
}
