package duet.viewer.dicom.toolkit;

import duet.viewer.dicom.DataSet;
import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import duet.viewer.dicom.DicomObject;
import duet.viewer.dicom.DicomReader;
import duet.viewer.dicom.Tag;
import duet.viewer.dicom.TransferSyntax;
import duet.viewer.dicom.toolkit.CappedStream.TooLargeException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.io.ImageInputStream;

/**
 * Reads DICOM with the toolkit, and keeps what the toolkit does with hostile input in here.
 *
 * <p>It answers "not DICOM" with a runtime exception, deep nesting with StackOverflowError and a
 * deflate bomb with OutOfMemoryError. So the input is capped (64 MiB before the pixels, 512 MiB of
 * encoded pixels, both counted after inflating), deflated data sets are inflated here, and {@link
 * #guarded} turns everything else into a {@link DicomException}.
 */
public final class ToolkitReader implements DicomReader {
  private static final long HEADER_LIMIT = 64L << 20;
  private static final long PIXEL_LIMIT = 512L << 20;

  /** What an element may allocate before its bytes are there. */
  private static final int FIRST_ALLOCATION = 1 << 20;

  private static final String NOT_DICOM = "this is not a DICOM file";

  public ToolkitReader() {
    Bootstrap.run();
  }

  @Override
  public DataSet readHeader(Path file) throws DicomException {
    return open(file, in -> parse(in, Extent.HEADER)).header();
  }

  @Override
  public DicomObject read(Path file) throws DicomException {
    return open(file, in -> parse(in, Extent.ALL));
  }

  @Override
  public DicomObject read(InputStream stream) throws DicomException {
    return guarded(() -> parse(new BufferedInputStream(stream, 1 << 16), Extent.ALL));
  }

  private static ToolkitObject open(Path file, Parser parser) throws DicomException {
    return guarded(
        () -> {
          if (!Files.isRegularFile(file)) { // a pipe would block for ever
            throw new DicomException(Kind.IO, "not a regular file");
          }
          try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return parser.parse(in);
          }
        });
  }

  private static ToolkitObject parse(BufferedInputStream in, Extent extent)
      throws IOException, DicomException {
    Preamble preamble = Preamble.peek(in);
    ToolkitObject object;
    if (preamble.transferSyntaxUid().equals(TransferSyntax.DEFLATED_LITTLE_ENDIAN.uid())) {
      in.skipNBytes(preamble.length());
      object = inflate(in, extent);
    } else {
      var capped = new CappedStream(in, HEADER_LIMIT);
      object = load(new ImageInputStream(capped), capped, extent);
      if (object.transferSyntaxUid().equals(TransferSyntax.DEFLATED_LITTLE_ENDIAN.uid())) {
        throw new DicomException(Kind.DAMAGED, "the file meta information is damaged");
      }
    }
    if (!preamble.marked() && object.header().text(Tag.SOP_CLASS_UID).isEmpty()) {
      throw new DicomException(Kind.NOT_DICOM, NOT_DICOM);
    }
    return object;
  }

  private static ToolkitObject inflate(InputStream in, Extent extent) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      var capped = new CappedStream(new InflaterInputStream(in, inflater), HEADER_LIMIT);
      String inner = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();
      ToolkitObject object = load(new ImageInputStream(capped, inner), capped, extent);
      return new ToolkitObject(
          object.header(), TransferSyntax.DEFLATED_LITTLE_ENDIAN.uid(), false, object.pixels());
    } finally {
      inflater.end();
    }
  }

  /** The streams are closed by whoever opened the outermost one. */
  private static ToolkitObject load(ImageInputStream in, CappedStream capped, Extent extent)
      throws IOException {
    in.setAllocateLimit(FIRST_ALLOCATION);
    Attributes attributes = in.readDataset(-1, Tag.PIXEL_DATA.value());
    EncodedPixels pixels = EncodedPixels.NONE;
    if (extent == Extent.ALL && in.tag() == Tag.PIXEL_DATA.value()) {
      capped.allow(PIXEL_LIMIT);
      pixels = EncodedPixels.read(in);
    }
    return new ToolkitObject(
        new ToolkitDataSet(attributes), in.getTransferSyntax(), in.bigEndian(), pixels);
  }

  /** The boundary to the toolkit: whatever it throws for hostile bytes ends here. */
  private static ToolkitObject guarded(Reading reading) throws DicomException {
    try {
      return reading.read();
    } catch (TooLargeException e) {
      throw new DicomException(
          Kind.TOO_LARGE,
          "larger than the limit of "
              + (HEADER_LIMIT >> 20)
              + " MiB of attributes and "
              + (PIXEL_LIMIT >> 20)
              + " MiB of pixels",
          e);
    } catch (EOFException e) {
      throw new DicomException(Kind.DAMAGED, "the file ends too early, it is incomplete", e);
    } catch (ZipException e) {
      throw new DicomException(Kind.DAMAGED, "the compressed data set is damaged", e);
    } catch (IOException e) {
      throw new DicomException(Kind.IO, "the file cannot be read from its disk or stream", e);
    } catch (RuntimeException e) {
      throw new DicomException(Kind.NOT_DICOM, NOT_DICOM, e);
    } catch (StackOverflowError e) {
      throw new DicomException(Kind.DAMAGED, "its sequences are nested too deeply", e);
    } catch (OutOfMemoryError e) {
      throw new DicomException(Kind.TOO_LARGE, "it does not fit into the memory of Duet", e);
    }
  }

  private enum Extent {
    HEADER,
    ALL
  }

  private interface Parser {
    ToolkitObject parse(BufferedInputStream in) throws IOException, DicomException;
  }

  private interface Reading {
    ToolkitObject read() throws IOException, DicomException;
  }
}
