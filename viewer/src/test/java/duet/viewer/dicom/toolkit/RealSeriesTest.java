package duet.viewer.dicom.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import duet.viewer.SharedData;
import duet.viewer.dicom.DicomException;
import duet.viewer.series.Remark;
import duet.viewer.series.Series;
import duet.viewer.series.SeriesBuilder;
import duet.viewer.series.Slice;
import duet.viewer.series.SliceReader;
import duet.viewer.series.SliceResult.Slices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two head CT series of real scanners, from file to ordered series. */
class RealSeriesTest {
  @Test
  void anUntiltedSeriesOfEvenSpacingNeedsNoRemark() throws Exception {
    Series series = read("dicom/series_aisd_A_ct_head_stroke");

    assertEquals(17, series.slices().size());
    assertEquals(128, series.positionsMm().get(16), 1e-9);
    assertEquals(List.of(), series.remarks());
  }

  @Test
  void aTiltedSeriesOfVaryingSpacingSaysBothWithNumbers() throws Exception {
    Series series = read("dicom/series_ct_head_ge_gantry18.5_varspacing");

    assertEquals(28, series.slices().size());
    assertEquals(
        List.of(
            new Remark(
                Remark.Kind.GANTRY_TILT,
                "Gantry tilt of 18.5°: each slice is shifted against the one below it."),
            new Remark(
                Remark.Kind.UNEVEN_SPACING,
                "Slice spacing is uneven: 4.0 mm in slices 1-14, 1.1 mm in slices 14-15, 7.0 mm in"
                    + " slices 15-28.")),
        series.remarks());
  }

  private static Series read(String folder) throws IOException, DicomException {
    List<Path> files;
    try (var listing = Files.list(SharedData.of(folder))) {
      files = new ArrayList<>(listing.toList());
    }
    Collections.shuffle(files, new Random(1));
    List<Slice> slices = new ArrayList<>();
    for (Path file : files) {
      slices.addAll(
          assertInstanceOf(Slices.class, SliceReader.slices(new ToolkitReader().read(file)))
              .slices());
    }
    return assertInstanceOf(Series.class, SeriesBuilder.build(slices));
  }
}
