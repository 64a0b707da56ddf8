package duet.app.archive.scan;

import duet.viewer.dicom.DataSet;
import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import duet.viewer.dicom.DicomObject;
import duet.viewer.dicom.Tag;
import duet.viewer.series.Refused;
import duet.viewer.series.Refused.Reason;
import duet.viewer.series.SliceReader;
import duet.viewer.series.SliceResult;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes slices of an object if the heap has room for them. Once a slice of a series found none, the
 * rest of that series is refused, too: it would end with holes, not with an end. One thread.
 */
public final class Slicing {
  private static final Logger LOG = LoggerFactory.getLogger(Slicing.class);
  private static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";
  private static final String NO_ROOM =
      "The series does not fit into the memory of Duet: close other series, or start it with more"
          + " (-Xmx)";

  private final HeapRoom room;
  private final BooleanSupplier cancelled;
  private final Set<String> refusedSeries = new HashSet<>();

  public Slicing(HeapRoom room, BooleanSupplier cancelled) {
    this.room = room;
    this.cancelled = cancelled;
  }

  /** Reads the encoded object. */
  public interface Source {
    DicomObject read() throws DicomException;
  }

  /**
   * The boundary of whoever reads many objects: whatever one of them does, the next is read.
   *
   * @param encodedBytes size of the object on its disk, 0 where that is not known
   */
  public SliceResult slices(long encodedBytes, Source source) {
    if (encodedBytes > 0 && !room.admits(encodedBytes)) {
      return new Refused(Reason.TOO_LARGE, NO_ROOM);
    }
    try {
      return slices(source.read());
    } catch (DicomException e) {
      return SliceReader.refused(e);
    } catch (OutOfMemoryError e) {
      return new Refused(Reason.TOO_LARGE, NO_ROOM);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("an object broke its decoder: {}", e.getClass().getName());
      return new Refused(Reason.DAMAGED, "Its bytes make no sense to the decoder");
    }
  }

  private SliceResult slices(DicomObject object) {
    DataSet header = object.header();
    if (header.text(Tag.SOP_CLASS_UID).filter(MEDIA_STORAGE_DIRECTORY::equals).isPresent()) {
      return new Refused(
          Reason.NOT_AN_IMAGE, "A DICOMDIR: the files that it lists are found without it");
    }
    String series = header.text(Tag.SERIES_INSTANCE_UID).orElse("");
    if (refusedSeries.contains(series) || !room.admits(bytes(object))) {
      refusedSeries.add(series);
      return new Refused(Reason.TOO_LARGE, NO_ROOM);
    }
    return SliceReader.slices(new Cancellable(object, cancelled));
  }

  /** Two bytes a pixel that stay, and eight more for one frame while it is decoded. */
  private static long bytes(DicomObject object) {
    DataSet header = object.header();
    long pixels = (long) header.integer(Tag.ROWS).orElse(0) * header.integer(Tag.COLUMNS).orElse(0);
    return Math.abs(pixels) * (2L * object.frames() + 8);
  }

  /** Decoding a large multi-frame object takes minutes; a cancelled one ends at its next frame. */
  private record Cancellable(DicomObject object, BooleanSupplier cancelled) implements DicomObject {
    @Override
    public DataSet header() {
      return object.header();
    }

    @Override
    public String transferSyntaxUid() {
      return object.transferSyntaxUid();
    }

    @Override
    public int frames() {
      return object.frames();
    }

    @Override
    public int[] frame(int frame) throws DicomException {
      if (cancelled.getAsBoolean()) {
        throw new DicomException(Kind.IO, "cancelled");
      }
      return object.frame(frame);
    }
  }
}
