package duet.inference.surgery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import duet.inference.calibration.Constants;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.graph.Attribute;
import duet.inference.graph.Attribute.Ints;
import duet.inference.graph.Graph;
import duet.inference.shape.InferShapes;
import duet.inference.surgery.padding.ConvolvePadding;
import duet.inference.surgery.padding.CropPadding;
import duet.inference.surgery.padding.SpreadPhases;
import duet.inference.surgery.replace.ConstantsIntoNorms;
import duet.inference.surgery.replace.PadsIntoConvolutions;
import duet.inference.surgery.replace.ProductsInPlace;
import duet.inference.surgery.replace.SpacingIntoDeconvolutions;
import duet.inference.surgery.tidy.FoldConstants;
import duet.inference.surgery.tidy.RemoveIdentities;
import duet.inference.surgery.tidy.RemoveTransposes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever network of the operators that surgery knows: what comes out stays the same. */
class SurgeryPropertyTest {
  private static final Surgery TIDY =
      new LiftConstants()
          .then(new FoldConstants(new Constants(new OnnxRuntimeBackend())))
          .then(new RemoveIdentities())
          .then(new RemoveTransposes())
          .then(new RemoveIdentities());

  @Property(tries = 60)
  void tidyingChangesNoNumber(@ForAll Random random) throws IOException {
    Graph graph = new Grown(random).graph();
    assertArrayEquals(Nets.run(graph), Nets.run(TIDY.apply(graph).graph()));
  }

  @Property(tries = 60)
  void noFormOfPaddingChangesTheResult(@ForAll Random random) throws IOException {
    Graph graph = new Grown(random).graph();
    float[] before = Nets.run(graph);
    assertArrayEquals(before, Nets.run(new CropPadding().apply(graph).graph()));
    assertArrayEquals(before, Nets.run(new ConvolvePadding().apply(graph).graph()));
    assertArrayEquals(before, Nets.run(new SpreadPhases().apply(graph).graph()), 1e-5f);
  }

  @Property(tries = 60)
  void layersPutAsOthersChangeNoMoreThanRounding(@ForAll Random random) throws IOException {
    Graph graph = InferShapes.of(new Grown(random).graph());
    Surgery others =
        new ProductsInPlace()
            .then(new ConstantsIntoNorms())
            .then(new PadsIntoConvolutions())
            .then(new SpacingIntoDeconvolutions());
    assertArrayEquals(Nets.run(graph), Nets.run(others.apply(graph).graph()), 1e-5f);
  }

  @Property(tries = 30)
  void allTogetherChangeNoMoreThanRounding(@ForAll Random random) throws IOException {
    Graph graph = new Grown(random).graph();
    Surgery all = TIDY.then(new CropPadding()).then(new FoldBatchNorm());
    assertArrayEquals(Nets.run(graph), Nets.run(all.apply(graph).graph()), 1e-5f);
  }

  /** A network of 3 to 12 random steps; values stay within what tanh leaves. */
  private static final class Grown {
    private final Random random;
    private final Nets nets = new Nets().input("x", 1, 3, 4, 4);
    private final List<String> alike = new ArrayList<>();
    private String last = "x";
    private int channels = 3;
    private int size = 4;
    private int count;

    Grown(Random random) {
      this.random = random;
      alike.add(last);
    }

    Graph graph() {
      for (int i = 3 + random.nextInt(10); i > 0; i--) {
        step();
      }
      return nets.node("Tanh", "end", List.of(last)).graph("end");
    }

    private void step() {
      switch (random.nextInt(12)) {
        case 0 -> convolution();
        case 1 -> deconvolution();
        case 2 -> turnedThereAndBack();
        case 3 -> same(random.nextBoolean() ? "Identity" : "Dropout");
        case 4 -> same("Tanh");
        case 5 -> sum();
        case 6 -> concat();
        case 7 -> normalised();
        case 8 -> scaled();
        case 9 -> padded();
        case 10 -> spaced();
        default -> reshapedToItself();
      }
    }

    private String name() {
      count++;
      return "v" + count;
    }

    private void become(String name, int itsChannels, int itsSize) {
      if (itsChannels != channels || itsSize != size) {
        alike.clear();
      }
      last = name;
      channels = itsChannels;
      size = itsSize;
      alike.add(name);
    }

    private void same(String operator) {
      String name = name();
      nets.node(operator, name, List.of(last));
      become(name, channels, size);
    }

    private void convolution() {
      String name = name();
      int to = 1 + random.nextInt(4);
      nets.weights(name + ".w", -0.3, 0.3, to, channels, 3, 3)
          .node("Conv", name, List.of(last, name + ".w"), Ints.of("pads", 1, 1, 1, 1));
      become(name, to, size);
    }

    /** Kernel 4, stride 2, padding 1, or kernel 3, stride 1, padding 1; from 16 on the latter. */
    private void deconvolution() {
      String name = name();
      int stride = size < 16 && random.nextBoolean() ? 2 : 1;
      int to = 1 + random.nextInt(4);
      nets.weights(name + ".w", -0.3, 0.3, channels, to, stride + 2, stride + 2)
          .weights(name + ".b", to)
          .node(
              "ConvTranspose",
              name,
              List.of(last, name + ".w", name + ".b"),
              Ints.of("strides", stride, stride),
              Ints.of("pads", 1, 1, 1, 1));
      become(name, to, size * stride);
    }

    private void turnedThereAndBack() {
      String there = name();
      String middle = name();
      String back = name();
      nets.weights(middle + ".line", channels)
          .node("Transpose", there, List.of(last), Ints.of("perm", 0, 2, 3, 1))
          .node("Mul", middle, List.of(there, middle + ".line"))
          .node("Transpose", back, List.of(middle), Ints.of("perm", 0, 3, 1, 2));
      become(back, channels, size);
    }

    private void sum() {
      String name = name();
      nets.node("Add", name, List.of(last, alike.get(random.nextInt(alike.size()))));
      become(name, channels, size);
    }

    private void concat() {
      String name = name();
      List<String> two = List.of(last, alike.get(random.nextInt(alike.size())));
      nets.node("Concat", name, two, new Attribute.Int("axis", 1));
      become(name, 2 * channels, size);
    }

    private void normalised() {
      String name = name();
      nets.norm(name, last, channels);
      become(name, channels, size);
    }

    private void scaled() {
      String name = name();
      String operator = List.of("Mul", "Add", "Sub", "Div").get(random.nextInt(4));
      nets.weights(name + ".line", 0.5, 2, channels, 1, 1)
          .node(operator, name, List.of(last, name + ".line"));
      become(name, channels, size);
    }

    private void padded() {
      String pad = name();
      String name = name();
      int to = 1 + random.nextInt(4);
      nets.weights(name + ".w", -0.3, 0.3, to, channels, 3, 3)
          .ints(pad + ".pads", 0, 0, 2, 0, 0, 0, 0, 2)
          .node("Pad", pad, List.of(last, pad + ".pads"))
          .node("Conv", name, List.of(pad, name + ".w"));
      become(name, to, size);
    }

    private void spaced() {
      if (size % 2 == 0) {
        String deep = name();
        String name = name();
        Attribute two = new Attribute.Int("blocksize", 2);
        nets.node("SpaceToDepth", deep, List.of(last), two)
            .node("DepthToSpace", name, List.of(deep), two);
        become(name, channels, size);
      }
    }

    /** As exporters do: the shape of the map itself, read off and put together again. */
    private void reshapedToItself() {
      String shape = name();
      String name = name();
      nets.node("Shape", shape, List.of(last)).node("Reshape", name, List.of(last, shape));
      become(name, channels, size);
    }
  }
}
