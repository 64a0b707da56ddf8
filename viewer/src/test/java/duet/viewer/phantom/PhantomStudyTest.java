package duet.viewer.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.viewer.dicom.DicomObject;
import duet.viewer.dicom.toolkit.ToolkitReader;
import duet.viewer.dicom.toolkit.ToolkitWriter;
import duet.viewer.geometry.Edges;
import duet.viewer.series.Series;
import duet.viewer.series.SeriesBuilder;
import duet.viewer.series.Slice;
import duet.viewer.series.SliceReader;
import duet.viewer.series.SliceResult.Slices;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhantomStudyTest {
  private static final PhantomStudy STUDY = PhantomStudy.standard();

  @Test
  void makesASeriesThatNeedsNoRemark() {
    List<Slice> slices = IntStream.range(0, STUDY.slices()).mapToObj(STUDY::slice).toList();

    Series series = assertInstanceOf(Series.class, SeriesBuilder.build(slices));

    assertEquals(28, series.slices().size());
    assertEquals(List.of(), series.remarks());
  }

  @Test
  void readsBackFromDicomAsItWas() throws Exception {
    var file = new ByteArrayOutputStream();
    STUDY.write(13, new ToolkitWriter(), file);

    DicomObject object = new ToolkitReader().read(new ByteArrayInputStream(file.toByteArray()));
    Slice read = assertInstanceOf(Slices.class, SliceReader.slices(object)).slices().get(0);

    Slice expected = STUDY.slice(13);
    assertArrayEquals(expected.hu(), read.hu());
    assertEquals(expected.header(), read.header());
    assertEquals(expected.plane(), read.plane());
    assertEquals(expected.window(), read.window());
    assertEquals(STUDY.sopInstanceUid(13), read.sopInstanceUid());
    assertEquals(14, read.instanceNumber());
  }

  @Test
  void bleedsOnTheLeftWhichIsOnTheRightOfTheScreen() {
    Slice slice = STUDY.slice(13);

    assertEquals(new Edges("R", "L", "A", "P"), Edges.of(slice.plane()));
    assertTrue(meanHu(slice, 320, 250) > 55, "blood on the left of the patient");
    assertTrue(meanHu(slice, 191, 250) < 45, "brain on the right of the patient");
  }

  private static double meanHu(Slice slice, int column, int row) {
    return IntStream.range(0, 64)
        .map(i -> slice.hu()[(row + i / 8) * slice.columns() + column + i % 8])
        .average()
        .orElseThrow();
  }
}
