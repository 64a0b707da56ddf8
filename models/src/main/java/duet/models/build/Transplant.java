package duet.models.build;

import duet.inference.graph.Graph;
import duet.inference.graph.Initialiser;
import duet.models.build.Pix2Pix.Variant;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The weights of one variant of Pix2Pix in another. All variants name their weights alike; only
 * {@link Variant#CONVOLUTION} has kernels that the others lack, 3x3 ones in place of the crop.
 * Given the identity at their centre and zero around it, they pass each pixel on as it is, and,
 * being without padding, lose the border that the crop cuts off. So any variant can compute, bit
 * for bit, what the original computes; that is where training of the other could begin.
 */
public final class Transplant {
  private static final String CROP = ".crop.weight";

  private Transplant() {}

  /**
   * The network of {@code donor} in another variant, as a function the same.
   *
   * @param donor a generator as {@link Pix2Pix} builds it
   * @throws IllegalArgumentException naming the weights that the donor lacks, or that it has and
   *     the other variant cannot hold
   */
  public static Graph into(Variant variant, Graph donor) {
    boolean learntToCrop =
        donor.initialisers().stream().anyMatch(i -> i.value().name().endsWith(CROP));
    if (learntToCrop && variant != Variant.CONVOLUTION) {
      throw new IllegalArgumentException(
          "'" + donor.name() + "' has weights *" + CROP + ", which " + variant + " cannot hold");
    }
    int width = parameter(donor, "down1.conv.weight").value().shape().dim(0);
    int size = donor.inputs().get(0).shape().dim(2);
    return new Pix2Pix(variant, width, size).graph(weights(donor), donor.description());
  }

  /** The weights of a network by their names, and identities for the crops that it lacks. */
  public static Weights weights(Graph donor) {
    Map<String, Initialiser> all =
        donor.initialisers().stream()
            .collect(Collectors.toMap(i -> i.value().name(), Function.identity()));
    return (parameter, into) -> {
      Initialiser its = all.get(parameter.name());
      if (its != null && its.value().shape().equals(parameter.shape())) {
        into.put(its.asFloats());
      } else {
        identity(donor, parameter, into);
      }
    };
  }

  private static void identity(Graph donor, Parameter parameter, FloatBuffer into) {
    if (!parameter.name().endsWith(CROP)) {
      throw new IllegalArgumentException(
          "'" + donor.name() + "' has no " + parameter.name() + " of " + parameter.shape());
    }
    int channels = parameter.shape().dim(0);
    int area = parameter.shape().dim(2) * parameter.shape().dim(3);
    int start = into.position();
    for (int c = 0; c < channels; c++) {
      into.put(start + (c * channels + c) * area + area / 2, 1);
    }
    into.position(start + channels * channels * area);
  }

  private static Initialiser parameter(Graph donor, String name) {
    return donor.initialisers().stream()
        .filter(initialiser -> initialiser.value().name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + donor.name() + "' is no Pix2Pix: no " + name));
  }
}
