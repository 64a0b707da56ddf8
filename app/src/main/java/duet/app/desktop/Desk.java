package duet.app.desktop;

import duet.app.archive.Arrival;
import duet.app.desktop.lane.Watched;
import duet.app.reading.Reader;
import duet.inference.device.telemetry.TelemetrySource;
import duet.viewer.dicom.DicomReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the window needs of the rest of Duet. It opens and closes the reader and the receiver
 * itself, in the background.
 *
 * @param paths what to open first
 * @param demo sends a study to the receiver, as a scanner would
 * @param threshold lowest confidence that is shown, 0..1; empty leaves it to the model's card
 * @param exports folder under which reports are written
 * @param clock for the date on a report and the name of its folder
 * @param telemetry looks for what the machine tells of itself
 * @param watch what the panel of the lanes shows of a reader; may take a second
 */
public record Desk(
    DicomReader dicom,
    ReaderOpener reader,
    ReceiverOpener receiver,
    List<Path> paths,
    Optional<Demo> demo,
    OptionalDouble threshold,
    Path exports,
    Clock clock,
    Supplier<TelemetrySource> telemetry,
    Function<Reader, Watched> watch) {
  public Desk {
    paths = List.copyOf(paths);
  }

  /** Opens the reader; takes seconds, more where models are still to be written. */
  @FunctionalInterface
  public interface ReaderOpener {
    /**
     * Waits until both models are ready.
     *
     * @param say takes a line for the user before something takes long
     */
    Reader open(Consumer<String> say);
  }

  /** Opens what takes slices from the network. */
  @FunctionalInterface
  public interface ReceiverOpener {
    /**
     * Opens the port.
     *
     * @param arrivals is told of each object that was stored, on a thread of the receiver
     * @throws IOException for instance when the port is taken; the message is for the user
     */
    Receiver open(Consumer<Arrival> arrivals) throws IOException;
  }

  /** Takes slices from the network until it is closed. */
  public interface Receiver extends AutoCloseable {
    int port();

    /** Where to send to, such as {@code DUET at 127.0.0.1:11112}. */
    String address();

    @Override
    void close();
  }

  /** Sends the demonstration study. */
  @FunctionalInterface
  public interface Demo {
    void send(int port) throws IOException, InterruptedException;
  }
}
