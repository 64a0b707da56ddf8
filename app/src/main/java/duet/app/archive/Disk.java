package duet.app.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The calls to the disk on which the promise of the archive rests; each may fail in a test. */
interface Disk {
  /** The disk of this machine. */
  Disk REAL =
      new Disk() {
        @Override
        public long usableBytes(Path folder) throws IOException {
          return Files.getFileStore(folder).getUsableSpace();
        }

        @Override
        public void write(Path file, Archive.Body body) throws IOException {
          try (FileChannel channel =
                  FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
              OutputStream out =
                  new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            body.writeTo(out);
            out.flush();
            channel.force(true);
          }
        }

        @Override
        public void force(Path folder) throws IOException {
          try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
          }
        }

        @Override
        public void createFolder(Path folder) throws IOException {
          if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
          }
        }

        @Override
        public void move(Path from, Path to) throws IOException {
          Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
      };

  /** Bytes that a file may still take there. */
  long usableBytes(Path folder) throws IOException;

  /** Creates the file, has it written and waits until it is on the disk. */
  void write(Path file, Archive.Body body) throws IOException;

  /** Waits until the names in the folder are on the disk. */
  void force(Path folder) throws IOException;

  /** Nothing where it is there; its parent must be. */
  void createFolder(Path folder) throws IOException;

  /** Renames at once, or not at all. */
  void move(Path from, Path to) throws IOException;
}
