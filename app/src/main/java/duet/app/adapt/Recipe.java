package duet.app.adapt;

import duet.inference.surgery.Surgery;
import duet.inference.surgery.padding.ConvolvePadding;
import duet.inference.surgery.padding.CropPadding;
import duet.inference.surgery.padding.SpreadPhases;
import java.util.Locale;

/** Which of several cures are taken where there is a choice. */
public record Recipe(Padding padding, Head head, Norms norms, Layout layout) {
  /** What takes the place of the padding of transposed convolutions. */
  public enum Padding {
    /** A Slice of the result: the same bits; FP16 only on a DLA. */
    CROP,
    /** An identity convolution that loses the border: the same numbers. */
    CONVOLVE,
    /** All phases as channels, then a transposed convolution of zeros and ones. */
    SUBPIXEL;

    Surgery surgery() {
      return switch (this) {
        case CROP -> new CropPadding();
        case CONVOLVE -> new ConvolvePadding();
        case SUBPIXEL -> new SpreadPhases();
      };
    }

    Bound bound() {
      return this == SUBPIXEL ? new Bound(1e-6, Bound.OPTIMISED) : Bound.SAME;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of the head of a YOLOv8. */
  public enum Head {
    /** Left out; the outputs are maps, and Duet decodes them. */
    CUT,
    KEEP
  }

  /** What becomes of batch normalisation. */
  public enum Norms {
    KEEP,
    /** Folded into the convolution before it. */
    FOLD
  }

  /** What becomes of inputs and outputs with channels last. */
  public enum Layout {
    /** They get channels first, and the transposes there are taken off. */
    NCHW,
    KEEP
  }
}
