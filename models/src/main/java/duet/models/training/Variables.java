package duet.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import duet.models.build.Parameter;
import duet.models.build.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The weights and moving statistics of one network, under the names that its builder gives them; so
 * what was learnt goes into the exported graph by name.
 *
 * <p>They belong to the manager that they were made in, and are closed with it.
 */
public final class Variables {
  private final NDManager manager;
  private final Map<String, NDArray> all = new LinkedHashMap<>();

  private Variables(NDManager manager) {
    this.manager = manager;
  }

  /**
   * Fresh variables for each parameter that a builder asks for.
   *
   * @param build builds a graph with the weights that it is given
   * @param fresh their first values, but for batch normalisation, which begins as the identity
   */
  public static Variables of(NDManager manager, Weights fresh, Consumer<Weights> build) {
    Variables made = new Variables(manager);
    build.accept(
        (parameter, into) -> {
          fresh.fill(parameter, into.duplicate());
          if (parameter.name().endsWith(".gamma")) {
            into.duplicate().put(ones(into.remaining()));
          }
          made.add(parameter, into);
        });
    return made;
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private void add(Parameter parameter, FloatBuffer values) {
    float[] copy = new float[values.remaining()];
    values.duplicate().get(copy);
    NDArray array = manager.create(copy, new Shape(parameter.shape().toArray()));
    array.setRequiresGradient(isLearnt(parameter.name()));
    all.put(parameter.name(), array);
  }

  /** Moving statistics are kept, all else is learnt by gradients. */
  static boolean isLearnt(String name) {
    return !name.endsWith(".mean") && !name.endsWith(".variance");
  }

  /**
   * The variable of that name.
   *
   * @throws IllegalArgumentException there is no such variable
   */
  public NDArray get(String name) {
    NDArray array = all.get(name);
    if (array == null) {
      throw new IllegalArgumentException("the network has no variable " + name);
    }
    return array;
  }

  /** By name, in the order of the network. */
  public Map<String, NDArray> all() {
    return Collections.unmodifiableMap(all);
  }

  /** Whether gradients flow into what is learnt. */
  public void requireGradients(boolean require) {
    all.forEach((name, array) -> array.setRequiresGradient(require && isLearnt(name)));
  }

  /** The same names and values, without gradients. */
  public Variables copy() {
    Variables copy = new Variables(manager);
    all.forEach(
        (name, array) -> {
          NDArray same = array.duplicate();
          NDArray free = same.stopGradient();
          same.close();
          free.attach(manager);
          copy.all.put(name, free);
        });
    return copy;
  }

  /** Zeros of the same names and shapes, for what is learnt. */
  Variables zeros() {
    Variables zeros = new Variables(manager);
    all.forEach(
        (name, array) -> {
          if (isLearnt(name)) {
            zeros.all.put(name, manager.zeros(array.getShape()));
          }
        });
    return zeros;
  }

  /** These values, for a builder. */
  public Weights weights() {
    return (parameter, into) -> {
      ByteBuffer bytes = get(parameter.name()).toByteBuffer().order(ByteOrder.nativeOrder());
      into.put(bytes.asFloatBuffer());
    };
  }
}
