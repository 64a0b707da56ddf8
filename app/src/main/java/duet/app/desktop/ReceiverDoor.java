package duet.app.desktop;

import duet.app.archive.Arrival;
import java.io.IOException;
import java.util.function.Consumer;
import javafx.concurrent.Task;

/** Opens the receiver in the background. */
final class ReceiverDoor extends Task<Desk.Receiver> {
  private final Desk.ReceiverOpener opener;
  private final Consumer<Arrival> arrivals;

  ReceiverDoor(Desk.ReceiverOpener opener, Consumer<Arrival> arrivals) {
    this.opener = opener;
    this.arrivals = arrivals;
    updateTitle("Opening the receiver");
  }

  @Override
  protected Desk.Receiver call() throws IOException {
    return opener.open(arrivals);
  }
}
