package duet.app.evaluation;

import duet.app.vision.GreyImage;
import duet.app.vision.Synthesiser;
import duet.app.vision.input.Pixels;
import duet.models.dataset.GreyPicture;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.function.UnaryOperator;

/** The synthesis model of a reading, from picture to picture. For one thread. */
public final class SyntheticMri implements UnaryOperator<GreyPicture> {
  private final Synthesiser synthesiser;

  /**
   * A model that is open.
   *
   * @param synthesiser stays the caller's to close
   */
  public SyntheticMri(Synthesiser synthesiser) {
    this.synthesiser = synthesiser;
  }

  @Override
  public GreyPicture apply(GreyPicture ct) {
    GreyImage made = synthesiser.apply(Pixels.of(image(ct)));
    byte[] grey = new byte[made.grey().length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) made.grey()[i];
    }
    return new GreyPicture(made.columns(), made.rows(), grey);
  }

  /** The same pixels for Java. */
  static BufferedImage image(GreyPicture picture) {
    int width = picture.width();
    int height = picture.height();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    DataBufferByte bytes = new DataBufferByte(picture.grey(), picture.grey().length);
    image.setData(
        Raster.createInterleavedRaster(bytes, width, height, width, 1, new int[] {0}, null));
    return image;
  }
}
