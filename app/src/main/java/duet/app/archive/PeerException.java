package duet.app.archive;

import java.io.IOException;

/** Whoever sends an object failed in the middle of it. */
public final class PeerException extends IOException {
  private static final long serialVersionUID = 1;

  public PeerException(IOException cause) {
    super(cause);
  }
}
