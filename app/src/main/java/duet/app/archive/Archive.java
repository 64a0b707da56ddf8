package duet.app.archive;

import duet.app.archive.Arrival.Novelty;
import duet.app.archive.Receipt.NotStored;
import duet.app.archive.Receipt.Reason;
import duet.viewer.dicom.DataSet;
import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomReader;
import duet.viewer.dicom.Tag;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps received objects on the disk of this machine.
 *
 * <p>The promise: once {@link #receive} has returned a receipt other than {@code NotStored}, the
 * object survives the end of this process and of the power; and a file that is not whole is never
 * listed. Therefore an object is written to a {@code .part} file, forced to the disk, checked,
 * renamed to its place, and then the folder that holds its name is forced to the disk, too - and
 * the folders above it, where they are new. Safe for several threads.
 */
public final class Archive implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

  /** Left free, so that a stream of objects cannot fill the disk to its last byte. */
  private static final long RESERVE_BYTES = 256L << 20;

  private final Shelf shelf;
  private final Disk disk;
  private final DicomReader reader;
  private final Announcer announcer;
  private final Object placing = new Object();
  private final Map<Path, Integer> counts = new HashMap<>();

  /** A whole DICOM file: preamble, file meta information and data set. */
  public interface Body {
    /**
     * Writes the whole file; does not close the stream.
     *
     * @throws PeerException when whoever sends the object fails
     * @throws IOException passed on from the stream
     */
    void writeTo(OutputStream file) throws IOException;
  }

  Archive(Shelf shelf, Disk disk, DicomReader reader) {
    this.shelf = shelf;
    this.disk = disk;
    this.reader = reader;
    this.announcer = Announcer.start(reader);
  }

  /** Opens the archive in a folder, which is created where it is missing. */
  public static Archive open(Path folder, DicomReader reader) throws IOException {
    return new Archive(Shelf.open(folder), Disk.REAL, reader);
  }

  /**
   * Tells of each object that is stored from now on, in the order in which they were stored, on one
   * thread of the archive. A watcher that blocks holds the senders back, after some thousand
   * objects.
   */
  public void onSlices(Consumer<Arrival> watcher) {
    announcer.add(watcher);
  }

  /**
   * Stores an object, or nothing of it.
   *
   * @throws PeerException when the body says so; nothing is stored then
   * @throws IOException when not even the part can be removed
   */
  public Receipt receive(String sopClassUid, String sopInstanceUid, Body body) throws IOException {
    Path part = shelf.newPart();
    try {
      if (disk.usableBytes(shelf.incoming()) < RESERVE_BYTES) {
        return new NotStored(Reason.DISK, "the disk is full");
      }
      disk.write(part, body);
      return place(part, new Announced(sopClassUid, sopInstanceUid), reader.readHeader(part));
    } catch (PeerException e) {
      throw e;
    } catch (IOException e) {
      LOG.warn("an object was not stored, the disk failed: {}", e.getClass().getSimpleName());
      return new NotStored(Reason.DISK, "the disk is full or fails");
    } catch (DicomException e) {
      LOG.warn("an object was not stored, it cannot be parsed: {}", e.kind());
      return new NotStored(Reason.NOT_UNDERSTOOD, "the data set cannot be parsed");
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** What the peer said it would send. */
  private record Announced(String sopClassUid, String sopInstanceUid) {
    boolean matches(DataSet header) {
      return header.text(Tag.SOP_CLASS_UID).filter(sopClassUid::equals).isPresent()
          && header.text(Tag.SOP_INSTANCE_UID).filter(sopInstanceUid::equals).isPresent();
    }
  }

  private Receipt place(Path part, Announced announced, DataSet header) throws IOException {
    if (!announced.matches(header)) {
      return new NotStored(Reason.NOT_AS_ANNOUNCED, "the data set is another object");
    }
    Optional<String> study = uid(header, Tag.STUDY_INSTANCE_UID);
    Optional<String> series = uid(header, Tag.SERIES_INSTANCE_UID);
    if (study.isEmpty() || series.isEmpty()) {
      return new NotStored(Reason.NOT_UNDERSTOOD, "study or series lack a valid UID");
    }
    Path folder = shelf.series(study.get(), series.get());
    Path file = folder.resolve(Shelf.object(announced.sopInstanceUid()));
    Novelty novelty;
    int received;
    synchronized (placing) {
      open(folder);
      novelty = Files.exists(file) ? Novelty.AGAIN : Novelty.NEW;
      if (novelty == Novelty.NEW) {
        disk.move(part, file);
        counts.merge(folder, 1, Integer::sum);
      } else if (Files.mismatch(part, file) >= 0) {
        return keepAside(part, announced.sopInstanceUid());
      }
      received = counts.getOrDefault(folder, 0);
    }
    // Also where the object was there before: its name may not have reached the disk then.
    disk.force(folder);
    announcer.announce(
        new Announcer.Stored(file, study.get(), series.get(), novelty, received, expected(header)));
    return novelty == Novelty.NEW ? new Receipt.Stored() : new Receipt.StoredBefore();
  }

  private static Optional<String> uid(DataSet header, Tag tag) {
    return header.text(tag).filter(text -> UID.matcher(text).matches());
  }

  private static OptionalInt expected(DataSet header) {
    OptionalInt images = header.integer(Tag.IMAGES_IN_ACQUISITION);
    return images.orElse(0) > 0 ? images : OptionalInt.empty();
  }

  /**
   * Creates the folder of a series, once, so that its own name survives, and counts what it has.
   */
  private void open(Path series) throws IOException {
    if (counts.containsKey(series)) {
      return;
    }
    Path study = series.resolveSibling("").normalize();
    disk.createFolder(study);
    disk.force(shelf.studies());
    disk.createFolder(series);
    disk.force(study);
    counts.put(series, objects(series).size());
  }

  private Receipt keepAside(Path part, String sopInstanceUid) throws IOException {
    Path place = shelf.aside(sopInstanceUid, part);
    disk.move(part, place);
    disk.force(shelf.aside());
    LOG.warn(
        "another object came under the UID of a stored one, it is kept as {}", place.getFileName());
    return new Receipt.KeptAside();
  }

  /** What is there, in no order. */
  public List<StoredSeries> series() throws IOException {
    List<StoredSeries> all = new ArrayList<>();
    for (Path study : folder(shelf.studies())) {
      for (Path series : folder(study)) {
        List<Path> objects = objects(series);
        if (!objects.isEmpty()) {
          all.add(
              new StoredSeries(
                  series,
                  objects.get(0),
                  objects.size(),
                  Files.getLastModifiedTime(series).toInstant()));
        }
      }
    }
    return all;
  }

  private static List<Path> objects(Path series) throws IOException {
    List<Path> objects = new ArrayList<>();
    for (Path file : folder(series)) {
      if (file.toString().endsWith(Shelf.STORED)) {
        objects.add(file);
      }
    }
    return objects;
  }

  private static List<Path> folder(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    }
    return entries;
  }

  /** Waits for the watchers; objects that nobody was told of stay on the disk. */
  @Override
  public void close() throws IOException {
    announcer.close();
    shelf.close();
  }
}
