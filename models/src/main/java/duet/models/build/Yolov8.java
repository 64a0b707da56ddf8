package duet.models.build;

import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Attribute.Text;
import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Value;
import duet.inference.tensor.Shape;
import duet.models.build.Layers.Kernel;
import java.util.ArrayList;
import java.util.List;

/**
 * The detector YOLOv8 in the form in which Ultralytics exports it: batch normalisation folded into
 * the convolutions, boxes decoded. Input {@code images}, 1 x 3 x size x size, RGB in 0..1; output
 * {@code output0}, 1 x (4 + classes) x anchors: centre x, centre y, width and height in pixels of
 * the input, then one probability a class.
 *
 * @param scale how wide and deep
 * @param size of the image, a multiple of 32; 640 in most exports
 */
public record Yolov8(Scale scale, int size, int classes) {
  /** The sizes of the family that Duet builds; the detector it trains is the smallest. */
  public enum Scale {
    NANO("n", 2, 1, 1024),
    SMALL("s", 4, 1, 1024),
    MEDIUM("m", 6, 2, 768);

    private final String letter;
    private final int eighths;
    private final int thirds;
    private final int mostChannels;

    /**
     * Factors as in Ultralytics' yolov8.yaml.
     *
     * @param eighths of the channels written there
     * @param thirds of the repeats written there
     * @param mostChannels more than these are cut to these before the factor
     */
    Scale(String letter, int eighths, int thirds, int mostChannels) {
      this.letter = letter;
      this.eighths = eighths;
      this.thirds = thirds;
      this.mostChannels = mostChannels;
    }

    /** As in the name of the network. */
    public String letter() {
      return letter;
    }

    int channels(int written) {
      return Math.min(written, mostChannels) * eighths / 8;
    }

    int repeats(int written) {
      return written * thirds / 3;
    }
  }

  /**
   * SiLU keeps between a quarter and a half of the power of the signal, the less the weaker it is.
   * These gains, found by measuring, neither starve the 30 layers nor flood them.
   */
  private static final double AFTER_SILU = 1.5;

  /** A shortcut adds two signals, so there is twice the power to begin with. */
  private static final double AFTER_SHORTCUT = AFTER_SILU / Math.sqrt(2);

  /** The largest of 25 pixels is large everywhere. */
  private static final double AFTER_POOLS = AFTER_SILU / 2.7;

  /** YOLOv8n. */
  public Yolov8(int size, int classes) {
    this(Scale.NANO, size, classes);
  }

  public Yolov8 {
    if (size < 32 || size % 32 != 0 || classes < 1) {
      throw new IllegalArgumentException(
          "YOLOv8 of "
              + classes
              + " classes at size "
              + size
              + ": the size must be a multiple of 32");
    }
  }

  /** The detector with seeded weights. */
  public static Graph graph(int size, int classes, long seed) {
    return new Yolov8(size, classes)
        .graph(Weights.seeded(seed), "UNTRAINED: random weights of seed " + seed);
  }

  /**
   * The detector with the given weights.
   *
   * @param description written into the file
   */
  public Graph graph(Weights weights, String description) {
    Layers layers = new Layers(weights);
    Value images = layers.input("images", Shape.of(1, 3, size, size));
    List<Value> maps = new Body(layers, scale).maps(images);
    Value output = new Yolov8Head(layers, size, classes).boxes(maps);
    return layers.graph("yolov8" + scale.letter, description, output);
  }

  /** Convolution, bias, SiLU; the block that all of YOLOv8 is made of. */
  static Value block(Layers layers, Value x, String name, Kernel kernel) {
    Value y = layers.conv(x, name + ".conv", kernel, 0);
    Value gate = layers.map("Sigmoid", y, name + ".gate");
    return layers.combine("Mul", name + ".silu", List.of(y.name(), gate.name()), y);
  }

  /** A kernel that keeps the size of the map at stride 1 and halves it at stride 2. */
  static Kernel kernel(int channels, int size, int stride) {
    return kernel(channels, size, stride, AFTER_SILU);
  }

  private static Kernel kernel(int channels, int size, int stride, double gain) {
    return new Kernel(channels, size, stride, size / 2, gain);
  }

  /** Backbone and neck; the numbers are those of the modules in Ultralytics' yolov8.yaml. */
  private record Body(Layers layers, Scale scale) {

    /** The maps at strides 8, 16 and 32, in YOLOv8n with 64, 128 and 256 channels. */
    List<Value> maps(Value images) {
      Value x = block(layers, images, "0", kernel(c(64), 3, 2, 2 * AFTER_SILU));
      x = block(layers, x, "1", kernel(c(128), 3, 2));
      x = stage(x, "2", c(128), scale.repeats(3));
      x = block(layers, x, "3", kernel(c(256), 3, 2));
      Value p3 = stage(x, "4", c(256), scale.repeats(6));
      x = block(layers, p3, "5", kernel(c(512), 3, 2));
      Value p4 = stage(x, "6", c(512), scale.repeats(6));
      x = block(layers, p4, "7", kernel(c(1024), 3, 2));
      x = stage(x, "8", c(1024), scale.repeats(3));
      return neck(p3, p4, pyramid(x));
    }

    private List<Value> neck(Value p3, Value p4, Value p5) {
      Value up4 = merge(layers.concat("11", 1, twice(p5, "10"), p4), "12", c(512));
      Value out3 = merge(layers.concat("14", 1, twice(up4, "13"), p3), "15", c(256));
      Value x = block(layers, out3, "16", kernel(c(256), 3, 2));
      Value out4 = merge(layers.concat("17", 1, x, up4), "18", c(512));
      x = block(layers, out4, "19", kernel(c(512), 3, 2));
      Value out5 = merge(layers.concat("20", 1, x, p5), "21", c(1024));
      return List.of(out3, out4, out5);
    }

    private int c(int written) {
      return scale.channels(written);
    }

    /** C2f with shortcuts. */
    private Value stage(Value x, String name, int channels, int bottlenecks) {
      int half = channels / 2;
      x = block(layers, x, name + ".cv1", kernel(channels, 1, 1));
      List<Value> parts = new ArrayList<>(layers.split(x, name + ".split", half, half));
      for (int i = 0; i < bottlenecks; i++) {
        Value from = parts.get(parts.size() - 1);
        Kernel first = kernel(half, 3, 1, i == 0 ? AFTER_SILU : AFTER_SHORTCUT);
        Value to = bottleneck(from, name + ".m." + i, first);
        List<String> both = List.of(from.name(), to.name());
        parts.add(layers.combine("Add", name + ".m." + i + ".add", both, to));
      }
      Value all = layers.concat(name + ".concat", 1, parts.toArray(Value[]::new));
      return block(layers, all, name + ".cv2", kernel(channels, 1, 1));
    }

    /** C2f without shortcuts. */
    private Value merge(Value x, String name, int channels) {
      int half = channels / 2;
      x = block(layers, x, name + ".cv1", kernel(channels, 1, 1));
      List<Value> parts = new ArrayList<>(layers.split(x, name + ".split", half, half));
      for (int i = 0; i < scale.repeats(3); i++) {
        Value from = parts.get(parts.size() - 1);
        parts.add(bottleneck(from, name + ".m." + i, kernel(half, 3, 1)));
      }
      Value all = layers.concat(name + ".concat", 1, parts.toArray(Value[]::new));
      return block(layers, all, name + ".cv2", kernel(channels, 1, 1));
    }

    private Value bottleneck(Value x, String name, Kernel first) {
      x = block(layers, x, name + ".cv1", first);
      return block(layers, x, name + ".cv2", kernel(first.channels(), 3, 1));
    }

    /** SPPF: what surrounds a pixel, at four distances. */
    private Value pyramid(Value x) {
      Value near = block(layers, x, "9.cv1", kernel(c(1024) / 2, 1, 1));
      Value mid = pool(near, "9.pool1");
      Value far = pool(mid, "9.pool2");
      Value all = layers.concat("9.concat", 1, near, mid, far, pool(far, "9.pool3"));
      return block(layers, all, "9.cv2", kernel(c(1024), 1, 1, AFTER_POOLS));
    }

    private Value pool(Value x, String name) {
      return layers.map(
          "MaxPool",
          x,
          name,
          Ints.of("kernel_shape", 5, 5),
          Ints.of("strides", 1, 1),
          Ints.of("pads", 2, 2, 2, 2));
    }

    private Value twice(Value x, String name) {
      Shape s = x.shape();
      String scales =
          layers.constant(Initialiser.floats(name + ".scales", Shape.of(4), 1, 1, 2, 2));
      return layers.node(
          "Resize",
          name,
          List.of(x.name(), "", scales),
          Shape.of(1, s.dim(1), 2L * s.dim(2), 2L * s.dim(3)),
          new Text("mode", "nearest"),
          new Text("coordinate_transformation_mode", "asymmetric"),
          new Text("nearest_mode", "floor"));
    }
  }
}
