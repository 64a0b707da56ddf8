package duet.app.archive;

import java.io.IOException;
import java.nio.file.Path;

/** The real disk, but one of its calls fails. */
final class FailingDisk implements Disk {
  private final int failing;
  private int calls;

  /**
   * @param failing number of the call that fails, from 1
   */
  FailingDisk(int failing) {
    this.failing = failing;
  }

  /** Whether the failure has come. */
  boolean failed() {
    return calls >= failing;
  }

  private void call() throws IOException {
    calls++;
    if (calls == failing) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public long usableBytes(Path folder) throws IOException {
    call();
    return Disk.REAL.usableBytes(folder);
  }

  /** Two calls: it fails in the middle of the file, or at its end. */
  @Override
  public void write(Path file, Archive.Body body) throws IOException {
    Disk.REAL.write(
        file,
        out -> {
          body.writeTo(out);
          call();
        });
    call();
  }

  @Override
  public void force(Path folder) throws IOException {
    call();
    Disk.REAL.force(folder);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    call();
    Disk.REAL.createFolder(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    call();
    Disk.REAL.move(from, to);
  }
}
