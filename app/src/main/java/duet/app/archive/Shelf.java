package duet.app.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Where things lie in the archive folder. Every name is a hash or random: what a peer calls its
 * objects never becomes a path.
 *
 * <pre>
 *   incoming/RANDOM.part            being received
 *   studies/STUDY/SERIES/OBJECT.dcm stored; each name is the SHA-256 of the UID, cut to 160 bits
 *   aside/OBJECT-CONTENT.dcm        another object under a UID that is taken
 *   lock                            held while the archive is open
 * </pre>
 */
final class Shelf implements AutoCloseable {
  static final String STORED = ".dcm";
  private static final int NAME_BYTES = 20;

  private final Path incoming;
  private final Path studies;
  private final Path aside;
  private final FileChannel lock;

  private Shelf(Path folder, FileChannel lock) {
    this.incoming = folder.resolve("incoming");
    this.studies = folder.resolve("studies");
    this.aside = folder.resolve("aside");
    this.lock = lock;
  }

  /** Creates the folders that are missing and removes what was being received at the last end. */
  static Shelf open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(
            folder.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    Shelf shelf = new Shelf(folder, lock);
    Files.createDirectories(shelf.incoming);
    Files.createDirectories(shelf.studies);
    Files.createDirectories(shelf.aside);
    shelf.removeLeftovers();
    return shelf;
  }

  /** Only when alone: what looks left over may be another Duet's, being received. */
  private void removeLeftovers() throws IOException {
    try {
      try (FileLock alone = lock.tryLock()) {
        if (alone != null) {
          try (DirectoryStream<Path> parts = Files.newDirectoryStream(incoming, "*.part")) {
            for (Path part : parts) {
              Files.deleteIfExists(part);
            }
          }
        }
      }
      lock.tryLock(0, Long.MAX_VALUE, true);
    } catch (OverlappingFileLockException e) {
      // another archive of this JVM is open on the folder
    }
  }

  Path newPart() {
    return incoming.resolve(UUID.randomUUID() + ".part");
  }

  Path incoming() {
    return incoming;
  }

  Path studies() {
    return studies;
  }

  Path study(String studyInstanceUid) {
    return studies.resolve(name(studyInstanceUid));
  }

  Path series(String studyInstanceUid, String seriesInstanceUid) {
    return study(studyInstanceUid).resolve(name(seriesInstanceUid));
  }

  static String object(String sopInstanceUid) {
    return name(sopInstanceUid) + STORED;
  }

  Path aside() {
    return aside;
  }

  /** The same bytes always have the same place. */
  Path aside(String sopInstanceUid, Path content) throws IOException {
    return aside.resolve(name(sopInstanceUid) + "-" + name(Files.readAllBytes(content)) + STORED);
  }

  private static String name(String uid) {
    return name(uid.getBytes(StandardCharsets.UTF_8));
  }

  private static String name(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
