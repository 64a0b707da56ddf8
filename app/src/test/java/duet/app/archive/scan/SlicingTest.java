package duet.app.archive.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.app.archive.Ct;
import duet.viewer.dicom.DicomReader;
import duet.viewer.dicom.toolkit.ToolkitReader;
import duet.viewer.series.Refused;
import duet.viewer.series.SliceResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlicingTest {
  private final DicomReader reader = new ToolkitReader();
  private final AtomicLong used = new AtomicLong();
  private final HeapRoom room = new HeapRoom(10_000, used::get, () -> {}, System::nanoTime);
  private final Slicing slicing = new Slicing(room, () -> false);

  @Test
  void refusesTheRestOfASeriesOnceOneSliceFoundNoRoom() throws IOException {
    assertEquals("slices", kind(slices(Ct.slice(1, 1))));
    used.set(9_000);
    assertEquals("TOO_LARGE", kind(slices(Ct.slice(1, 2))));
    used.set(0);
    assertEquals("TOO_LARGE", kind(slices(Ct.slice(1, 3))));
    assertEquals("slices", kind(slices(Ct.slice(2, 1))));
  }

  @Test
  void oneObjectThatBreaksItsDecoderDoesNotEndTheThread() {
    SliceResult result =
        slicing.slices(
            0,
            () -> {
              throw new IllegalStateException("broken");
            });
    assertEquals("DAMAGED", kind(result));
  }

  @Test
  void aCancelledImportDecodesNoFurtherFrame() throws IOException {
    byte[] file = Ct.slice(1, 1);
    Slicing cancelled = new Slicing(room, () -> true);
    SliceResult result = cancelled.slices(0, () -> reader.read(new ByteArrayInputStream(file)));
    assertEquals("UNREADABLE", kind(result));
  }

  private SliceResult slices(byte[] file) {
    return slicing.slices(0, () -> reader.read(new ByteArrayInputStream(file)));
  }

  private static String kind(SliceResult result) {
    return result instanceof Refused refused ? refused.reason().name() : "slices";
  }
}
