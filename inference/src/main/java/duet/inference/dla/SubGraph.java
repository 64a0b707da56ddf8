package duet.inference.dla;

import java.util.List;

/**
 * Layers that become one loadable of the DLA.
 *
 * @param number from 1
 * @param layers names, in order
 * @param macs multiply-accumulates of one run
 * @param weightBytes on the DLA
 * @param innerBytes of the tensors between its layers if no memory were used twice
 */
public record SubGraph(
    int number, List<String> layers, long macs, long weightBytes, long innerBytes) {
  public SubGraph {
    layers = List.copyOf(layers);
  }
}
