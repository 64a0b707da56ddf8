package duet.app;

import duet.app.archive.Archive;
import duet.app.archive.Arrival;
import duet.app.config.ListenerConfig;
import duet.app.desktop.Desk;
import duet.app.dimse.Listener;
import duet.viewer.dicom.DicomReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** An archive and the port through which it is filled; opened and closed together. */
record ArchiveReceiver(ListenerConfig config, Archive archive, Listener listener)
    implements Desk.Receiver {
  static ArchiveReceiver open(
      ListenerConfig config, Path folder, DicomReader reader, Consumer<Arrival> arrivals)
      throws IOException {
    Archive archive = Archive.open(folder, reader);
    archive.onSlices(arrivals);
    boolean opened = false;
    try {
      Listener listener = Listener.open(config, archive);
      opened = true;
      return new ArchiveReceiver(config, archive, listener);
    } finally {
      if (!opened) {
        archive.close();
      }
    }
  }

  @Override
  public int port() {
    return listener.port();
  }

  @Override
  public String address() {
    return config.aeTitle() + " at " + config.bindAddress() + ":" + port();
  }

  /** The port first: nothing is taken in that the archive could not keep. */
  @Override
  public void close() {
    listener.close();
    try {
      archive.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the archive did not close", e);
    }
  }
}
