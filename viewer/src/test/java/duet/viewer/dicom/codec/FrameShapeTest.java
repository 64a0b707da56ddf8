package duet.viewer.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import duet.viewer.dicom.DicomException;
import duet.viewer.dicom.DicomException.Kind;
import duet.viewer.dicom.FakeDataSet;
import duet.viewer.dicom.Tag;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameShapeTest {
  @Test
  void cutsOffOverlayBitsAndExtendsTheSign() {
    FrameShape signed = new FrameShape(1, 1, 16, 12, 11, true);
    FrameShape unsigned = new FrameShape(1, 1, 16, 12, 11, false);

    assertEquals(-1, signed.stored(0xAFFF));
    assertEquals(0x7FF, signed.stored(0xA7FF));
    assertEquals(0xFFF, unsigned.stored(0xAFFF));
  }

  @Test
  void findsTheValueWhereTheHighBitIsTheHighest() {
    assertEquals(-2, new FrameShape(1, 1, 16, 12, 15, true).stored(0xFFE5));
  }

  @Test
  void readsBothByteOrders() throws DicomException {
    FrameShape shape = new FrameShape(2, 1, 16, 16, 15, true);
    byte[] bytes = {0x01, (byte) 0xFF, 0x00, 0x01};

    assertArrayEquals(
        new int[] {-255, 256}, new NativePixels(bytes, ByteOrder.LITTLE_ENDIAN).frame(0, shape));
    assertArrayEquals(
        new int[] {511, 1}, new NativePixels(bytes, ByteOrder.BIG_ENDIAN).frame(0, shape));
  }

  @Test
  void readsTheFrameThatIsAskedFor() throws DicomException {
    FrameShape shape = new FrameShape(2, 1, 8, 8, 7, false);
    NativePixels pixels = new NativePixels(new byte[] {1, 2, 3, 4}, ByteOrder.LITTLE_ENDIAN);

    assertArrayEquals(new int[] {3, 4}, pixels.frame(1, shape));
    assertThrows(DicomException.class, () -> pixels.frame(2, shape));
  }

  @Test
  void refusesSizesBeforeAnythingIsAllocated() {
    assertEquals(Kind.TOO_LARGE, refusal(Map.of(Tag.ROWS, "65535", Tag.COLUMNS, "65535")));
    assertEquals(Kind.DAMAGED, refusal(Map.of(Tag.ROWS, "0")));
    assertEquals(Kind.DAMAGED, refusal(Map.of(Tag.ROWS, "-512")));
    assertEquals(Kind.DAMAGED, refusal(Map.of(Tag.BITS_STORED, "17")));
    assertEquals(Kind.DAMAGED, refusal(Map.of(Tag.HIGH_BIT, "3")));
    for (int bits : new int[] {1, 12, 64, -16}) {
      assertEquals(Kind.UNSUPPORTED, refusal(Map.of(Tag.BITS_ALLOCATED, String.valueOf(bits))));
    }
  }

  @Test
  void refusesColour() {
    assertEquals(Kind.UNSUPPORTED, refusal(Map.of(Tag.SAMPLES_PER_PIXEL, "3")));
    assertEquals(
        Kind.UNSUPPORTED, refusal(Map.of(Tag.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR")));
  }

  private static Kind refusal(Map<Tag, String> changes) {
    FakeDataSet header =
        new FakeDataSet(
                Map.of(
                    Tag.ROWS, "512",
                    Tag.COLUMNS, "512",
                    Tag.BITS_ALLOCATED, "16",
                    Tag.BITS_STORED, "16",
                    Tag.HIGH_BIT, "15"))
            .with(changes);
    return assertThrows(DicomException.class, () -> FrameShape.from(header)).kind();
  }
}
