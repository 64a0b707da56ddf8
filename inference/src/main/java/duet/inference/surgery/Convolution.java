package duet.inference.surgery;

import duet.inference.graph.Node;
import duet.inference.tensor.Shape;
import java.util.List;

/**
 * How a convolution, transposed or not, is set.
 *
 * @param transposed whether it is a ConvTranspose, whose weights have the input channels first
 * @param weights shape of the weights
 */
public record Convolution(Node node, boolean transposed, Shape weights) {
  /** Whether a node is a convolution, transposed or not. */
  public static boolean isOne(Node node) {
    return node.operator().equals("Conv") || node.operator().equals("ConvTranspose");
  }

  /** A node that is one, with the shape of its weights. */
  public static Convolution of(Node node, Shape weights) {
    return new Convolution(node, node.operator().equals("ConvTranspose"), weights);
  }

  public int groups() {
    return Math.toIntExact(node.integer("group", 1));
  }

  public int outputChannels() {
    return transposed ? weights.dim(1) * groups() : weights.dim(0);
  }

  /** The output channel that each weight feeds, in row-major order of the weights. */
  public int[] channelOfEach() {
    int[] into = new int[Math.toIntExact(weights.elements())];
    int rest = Math.toIntExact(weights.elements() / weights.dim(0));
    int area = rest / weights.dim(1);
    int perGroup = weights.dim(0) / groups();
    for (int i = 0; i < into.length; i++) {
      int first = i / rest;
      into[i] = transposed ? first / perGroup * weights.dim(1) + i % rest / area : first;
    }
    return into;
  }

  /** Whether it is as plain as can be besides kernel and padding: stride and one group. */
  public boolean isPlain(int kernel, int stride) {
    return weights.rank() == 4
        && weights.dim(2) == kernel
        && weights.dim(3) == kernel
        && groups() == 1
        && node.ints("strides", 1L, 1L).equals(List.of((long) stride, (long) stride))
        && node.ints("dilations", 1L, 1L).equals(List.of(1L, 1L))
        && node.ints("output_padding", 0L, 0L).equals(List.of(0L, 0L))
        && node.ints("output_shape").isEmpty()
        && node.text("auto_pad", "NOTSET").equals("NOTSET");
  }

  /** Whether each side is padded by so much. */
  public boolean isPaddedBy(long pad) {
    return node.ints("pads", 0L, 0L, 0L, 0L).equals(List.of(pad, pad, pad, pad));
  }
}
