package duet.models.card;

/**
 * How an image becomes the input tensor: window, resize, channels, normalisation, in this order.
 *
 * @param tensor name of the input, shape 1 x channels x height x width
 * @param windowCentre centre of the CT window, HU (DICOM Window Center)
 * @param windowWidth width of the CT window, HU, at least 1 (DICOM Window Width)
 * @param resize how the image is brought to width x height
 * @param channels 1, or 3 for the grey value repeated or, for colour pictures, in {@code order}
 * @param scale normalised = grey (0..255) x scale + offset
 */
public record ImageInput(
    String tensor,
    int width,
    int height,
    double windowCentre,
    double windowWidth,
    Resize resize,
    int channels,
    ChannelOrder order,
    double scale,
    double offset) {
  /** How an image is brought to the size of the input. */
  public enum Resize {
    /** Bilinear to the full width and height, half-pixel centres. */
    STRETCH,
    /**
     * Bilinear with the aspect kept, centred on grey 114, as Ultralytics does it; where the image
     * shrinks, each pixel averages what it covers, as Pillow does it.
     */
    LETTERBOX,
    /**
     * What is within the skull, on black, cut to the square that it fills ({@code
     * duet.models.crop.HeadCrop}), then as a letterbox. For detection.
     */
    HEAD
  }

  /** Order of the colour channels. */
  public enum ChannelOrder {
    RGB,
    BGR
  }

  public ImageInput {
    if (width < 1 || height < 1 || width > 8192 || height > 8192) {
      throw new IllegalArgumentException("input size " + width + "x" + height + " out of 1..8192");
    }
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels is " + channels + ", must be 1 or 3");
    }
    if (!(windowWidth >= 1) || !Double.isFinite(windowWidth) || !Double.isFinite(windowCentre)) {
      throw new IllegalArgumentException(
          "window " + windowCentre + "/" + windowWidth + " HU, the width must be at least 1");
    }
    if (tensor.isBlank() || !Double.isFinite(scale) || !Double.isFinite(offset) || scale == 0) {
      throw new IllegalArgumentException(
          "input '"
              + tensor
              + "', scale "
              + scale
              + ", offset "
              + offset
              + ": name or number wrong");
    }
  }
}
