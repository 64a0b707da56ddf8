package duet.viewer.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.viewer.dicom.toolkit.ToolkitWriter;
import duet.viewer.series.Slice;
import ij.measure.Calibration;
import ij.plugin.DICOM;
import ij.process.ImageProcessor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** ImageJ knows nothing of the toolkit that writes our files: what it reads is what is in them. */
class ImageJTest {
  private static final int INDEX = 14;

  @Test
  void readsTheSameHounsfieldUnitsAndSpacing() throws IOException {
    Slice slice = PhantomStudy.standard().slice(INDEX);
    DICOM image = open();
    Calibration calibration = image.getCalibration();
    ImageProcessor pixels = image.getProcessor();
    short[] hu = new short[slice.hu().length];
    for (int i = 0; i < hu.length; i++) {
      hu[i] = (short) Math.round(calibration.getCValue(pixels.get(i)));
    }
    assertEquals(slice.columns(), image.getWidth());
    assertEquals(slice.rows(), image.getHeight());
    assertArrayEquals(slice.hu(), hu);
    assertEquals(slice.plane().columnSpacingMm(), calibration.pixelWidth, 1e-6);
    assertEquals(slice.plane().rowSpacingMm(), calibration.pixelHeight, 1e-6);
  }

  private static DICOM open() throws IOException {
    var file = new ByteArrayOutputStream();
    PhantomStudy.standard().write(INDEX, new ToolkitWriter(), file);
    DICOM image = new DICOM(new ByteArrayInputStream(file.toByteArray()));
    image.run("phantom");
    return image;
  }
}
