package duet.inference.dla;

import duet.inference.dla.rule.Hit;
import duet.inference.dla.rule.Target;
import java.util.List;

/**
 * What the rules say about a model. Nothing in it was measured: only a build on the device proves
 * it.
 *
 * @param instances how many of the model share one core
 * @param layers in the order of the graph; also those that are no layers of the engine
 * @param subGraphs of one instance
 * @param limits of the whole that do not hold, and what else to know of it
 */
public record DlaReport(
    Target target, int instances, List<Layer> layers, List<SubGraph> subGraphs, List<Hit> limits) {
  public DlaReport {
    layers = List.copyOf(layers);
    subGraphs = List.copyOf(subGraphs);
    limits = List.copyOf(limits);
  }

  /** Whether the whole runs on one core of the DLA. */
  public boolean fitsWhole() {
    return target.withoutDla().isEmpty()
        && layers.stream().noneMatch(Layer::fallsBack)
        && limits.stream().noneMatch(Hit::refuses);
  }

  public List<Layer> fallbacks() {
    return layers.stream().filter(Layer::fallsBack).toList();
  }

  /** Layers of operators that TensorRT has not at all: of a file with one, nothing can be built. */
  public List<Layer> unbuildable() {
    return layers.stream()
        .filter(layer -> layer.fallsBack() && layer.kind().equals("none"))
        .toList();
  }

  /** Loadables of all instances. */
  public int loadables() {
    return subGraphs.size() * instances;
  }

  /** Multiply-accumulates of one run. */
  public long macs() {
    return layers.stream().mapToLong(Layer::macs).sum();
  }

  /** Those of them on the DLA. */
  public long macsOnDla() {
    return layers.stream().filter(Layer::onDla).mapToLong(Layer::macs).sum();
  }
}
