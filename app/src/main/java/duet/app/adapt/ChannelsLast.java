package duet.app.adapt;

import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.nio.ByteBuffer;

/** A map with its channels last and its copy with channels first: the turn made outside a model. */
record ChannelsLast(Tensor last, Tensor first) {
  static ChannelsLast of(Tensor last) {
    Shape shape = last.shape();
    Shape turned = Shape.of(shape.dim(0), shape.dim(3), shape.dim(1), shape.dim(2));
    return new ChannelsLast(last, Tensor.allocate(last.type(), turned));
  }

  void toLast() {
    copy(first, last, Way.TO_LAST);
  }

  void toFirst() {
    copy(last, first, Way.TO_FIRST);
  }

  private enum Way {
    TO_LAST,
    TO_FIRST
  }

  /** Byte by byte: the same for all types. */
  private void copy(Tensor from, Tensor to, Way way) {
    Shape shape = last.shape();
    int channels = shape.dim(3);
    int pixels = shape.dim(1) * shape.dim(2);
    int bytes = last.type().bytes();
    ByteBuffer source = from.data();
    ByteBuffer target = to.data();
    for (int i = 0; i < shape.dim(0) * pixels * channels; i++) {
      int channel = i % channels;
      int pixel = i / channels % pixels;
      int image = i / channels / pixels;
      int atFirst = (image * channels + channel) * pixels + pixel;
      int in = way == Way.TO_FIRST ? i : atFirst;
      int out = way == Way.TO_FIRST ? atFirst : i;
      target.put(out * bytes, source, in * bytes, bytes);
    }
  }
}
