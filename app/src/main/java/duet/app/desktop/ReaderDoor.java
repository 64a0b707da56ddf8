package duet.app.desktop;

import duet.app.reading.Reader;
import duet.app.reading.ReadingSession;
import duet.app.worklist.SliceReader;
import duet.inference.timeline.Span;
import duet.viewer.series.Slice;
import java.util.List;
import javafx.concurrent.Task;

/** Opens the reader in the background and lends it to the worklist. */
final class ReaderDoor extends Task<Reader> {
  private final Desk.ReaderOpener opener;

  ReaderDoor(Desk.ReaderOpener opener) {
    this.opener = opener;
    updateTitle("Opening the models");
    updateMessage("CT can be read meanwhile");
  }

  @Override
  protected Reader call() {
    return opener.open(this::updateMessage);
  }

  /** The reader as the worklist knows one. */
  static SliceReader lend(Reader reader) {
    return (uid, sink) -> new Lent(reader.begin(uid, sink));
  }

  private record Lent(ReadingSession session) implements SliceReader.Run {
    @Override
    public void offer(Slice slice) throws InterruptedException {
      session.offer(slice);
    }

    @Override
    public void finish() throws InterruptedException {
      session.finish();
    }

    @Override
    public void cancel() {
      session.cancel();
    }

    @Override
    public List<Span> spans() {
      return session.spans();
    }
  }
}
