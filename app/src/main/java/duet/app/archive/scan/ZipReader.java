package duet.app.archive.scan;

import duet.app.archive.scan.FileFinder.Found;
import duet.app.archive.scan.SourceReader.Results;
import duet.viewer.dicom.DicomReader;
import duet.viewer.series.Refused;
import duet.viewer.series.Refused.Reason;
import duet.viewer.series.SliceResult;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads the entries of a ZIP in name order. Nothing is unpacked to the disk, so names are only
 * shown. A ZIP is hostile until proved otherwise: its table, its entries and their sum are bounded,
 * and none of the sizes that it claims is believed.
 */
final class ZipReader {
  private static final int MOST_ENTRIES = 50_000;
  private static final long MOST_TABLE = 64L << 20;
  private static final long MOST_ENTRY = 1L << 30;
  private static final long MOST_IN_ALL = 20L << 30;

  private final DicomReader dicom;
  private final HeapRoom room;
  private final Slicing slicing;
  private final BooleanSupplier cancelled;

  ZipReader(DicomReader dicom, HeapRoom room, Slicing slicing, BooleanSupplier cancelled) {
    this.dicom = dicom;
    this.room = room;
    this.slicing = slicing;
    this.cancelled = cancelled;
  }

  void read(Found file, Results results) throws InterruptedException, IOException {
    Optional<Refused> refused = check(ZipTail.read(file.path()));
    if (refused.isPresent()) {
      results.result(file.name(), refused.get());
      return;
    }
    // Names that are not marked as UTF-8 may be in any code page; Latin-1 reads them all.
    try (ZipFile zip = new ZipFile(file.path().toFile(), StandardCharsets.ISO_8859_1)) {
      entries(zip, file, results);
    } catch (ZipException e) {
      results.result(file.name(), broken(e));
    }
  }

  private Optional<Refused> check(Optional<ZipTail> tail) {
    if (tail.isEmpty()) {
      return Optional.of(new Refused(Reason.DAMAGED, "The ZIP is incomplete: its end is missing"));
    }
    long entries = tail.get().entries();
    long table = tail.get().tableBytes();
    if (entries > MOST_ENTRIES || table > MOST_TABLE || !room.admits(2 * table)) {
      String text = "The ZIP lists " + entries + " files: more than fit; unpack it first";
      return Optional.of(new Refused(Reason.TOO_LARGE, text));
    }
    return entries == 0
        ? Optional.of(new Refused(Reason.NOT_DICOM, "The ZIP is empty"))
        : Optional.empty();
  }

  private static Refused broken(ZipException e) {
    return String.valueOf(e.getMessage()).contains("encrypted")
        ? new Refused(Reason.UNREADABLE, "The ZIP holds encrypted files: decrypt it first")
        : new Refused(Reason.DAMAGED, "The ZIP is damaged");
  }

  private void entries(ZipFile zip, Found file, Results results)
      throws InterruptedException, IOException {
    List<? extends ZipEntry> entries =
        zip.stream()
            .filter(entry -> !entry.isDirectory())
            .sorted(Comparator.comparing(ZipEntry::getName))
            .toList();
    if (entries.isEmpty()) {
      results.result(file.name(), new Refused(Reason.NOT_DICOM, "The ZIP holds only folders"));
      return;
    }
    results.more(entries.size() - 1);
    long most = Math.min(MOST_IN_ALL, MOST_ENTRY + LimitedStream.most(Files.size(file.path())));
    long total = 0;
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : entries) {
      String name = Found.of(file.name() + "/" + entry.getName(), file.path()).name();
      if (!names.add(entry.getName())) {
        results.result(name, new Refused(Reason.DAMAGED, "The ZIP lists this name twice"));
      } else if (total > most) {
        results.result(name, new Refused(Reason.TOO_LARGE, "The ZIP inflates to too much"));
      } else {
        total += entry(zip, entry, name, results);
      }
    }
  }

  /** Returns how many bytes it inflated. */
  private long entry(ZipFile zip, ZipEntry entry, String name, Results results)
      throws InterruptedException {
    long most = Math.min(MOST_ENTRY, LimitedStream.most(entry.getCompressedSize()));
    SliceResult result;
    long count = 0;
    try (LimitedStream limited = new LimitedStream(zip.getInputStream(entry), most, cancelled);
        BufferedInputStream in = new BufferedInputStream(limited, 1 << 16)) {
      in.mark(Magic.BYTES);
      Magic magic = Magic.of(in.readNBytes(Magic.BYTES));
      in.reset();
      if (magic == Magic.ZIP) {
        result = new Refused(Reason.NOT_DICOM, "A ZIP inside a ZIP: unpack it first");
      } else {
        long encoded = magic == Magic.DICOM ? Math.max(0, entry.getSize()) : 0;
        result = slicing.slices(Math.min(encoded, most), () -> dicom.read(in));
      }
      if (limited.tooLarge()) {
        result = new Refused(Reason.TOO_LARGE, "Inflates to more than " + (most >> 20) + " MiB");
      }
      count = limited.count();
    } catch (IOException e) {
      result = new Refused(Reason.DAMAGED, "Cannot be unpacked: damaged or of an unknown method");
    }
    results.result(name, result);
    return count;
  }
}
