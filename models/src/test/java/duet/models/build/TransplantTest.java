package duet.models.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.engine.Optimisation;
import duet.inference.graph.Graph;
import duet.inference.onnx.OnnxReader;
import duet.inference.onnx.OnnxWriter;
import duet.inference.tensor.Tensor;
import duet.models.build.Pix2Pix.Variant;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Table II of arXiv 2510.01730, part a: weights that are moved, not trained. */
class TransplantTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Variant.class)
  void givesEachVariantTheFunctionOfTheOriginalBitForBit(Variant variant) throws Exception {
    Path file = folder.resolve("donor.onnx");
    OnnxWriter.write(Pix2Pix.graph(Variant.ORIGINAL, 4, 256, 7), file);
    Tensor image = Runs.disc(256, 2 / 255f, -1);
    float[] original = Runs.once(file, Optimisation.NONE, image);
    Graph other = Transplant.into(variant, OnnxReader.read(file));
    assertArrayEquals(original, Runs.once(other, folder, Optimisation.NONE, image));
    assertArrayEquals(original, Runs.once(other, folder, Optimisation.ALL, image), 1e-4f);
  }

  @Test
  void namesWhatADonorLacks() {
    refused("no down1.conv.weight", Yolov8.graph(32, 1, 7));
  }

  @Test
  void dropsNoKernelsThatWereLearnt() {
    refused("cannot hold", Pix2Pix.graph(Variant.CONVOLUTION, 2, 256, 7));
  }

  private static void refused(String because, Graph donor) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Transplant.into(Variant.CROPPING, donor));
    assertTrue(String.valueOf(e.getMessage()).contains(because), e.getMessage());
  }
}
