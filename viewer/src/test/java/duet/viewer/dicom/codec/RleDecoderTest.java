package duet.viewer.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import duet.viewer.dicom.DicomException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RleDecoderTest {
  private static final FrameShape FOUR_WORDS = new FrameShape(4, 1, 16, 16, 15, false);

  @Test
  void readsTheHighBytesFirst() throws DicomException {
    // high bytes: 1 repeated 4 times; low bytes: 4 literals; then a pad byte
    byte[] frame = frame(new byte[] {-3, 1}, new byte[] {3, 10, 11, 12, 13, 0});

    assertArrayEquals(
        new int[] {0x10A, 0x10B, 0x10C, 0x10D}, new RleDecoder().decode(frame, FOUR_WORDS));
  }

  @Test
  void refusesASegmentThatIsTooShort() {
    byte[] frame = frame(new byte[] {-3, 1}, new byte[] {1, 10, 11});

    DicomException e =
        assertThrows(DicomException.class, () -> new RleDecoder().decode(frame, FOUR_WORDS));
    assertEquals(DicomException.Kind.DAMAGED, e.kind());
  }

  @Test
  void refusesAnOffsetOutsideOfTheFrame() {
    byte[] frame = frame(new byte[] {-3, 1}, new byte[] {-3, 1});
    frame[9] = 0x7F;

    assertThrows(DicomException.class, () -> new RleDecoder().decode(frame, FOUR_WORDS));
  }

  @Property(tries = 200)
  void giveBackWhatWasPacked(@ForAll @Size(min = 4, max = 4) List<Short> words)
      throws DicomException {
    byte[] high = new byte[5];
    byte[] low = new byte[5];
    high[0] = 3;
    low[0] = 3;
    int[] expected = new int[4];
    for (int i = 0; i < 4; i++) {
      high[i + 1] = (byte) (words.get(i) >> 8);
      low[i + 1] = (byte) (int) words.get(i);
      expected[i] = words.get(i) & 0xFFFF;
    }

    assertArrayEquals(expected, new RleDecoder().decode(frame(high, low), FOUR_WORDS));
  }

  private static byte[] frame(byte[] high, byte[] low) {
    ByteBuffer frame =
        ByteBuffer.allocate(64 + high.length + low.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(2).putInt(64).putInt(64 + high.length).position(64);
    return frame.put(high).put(low).array();
  }
}
