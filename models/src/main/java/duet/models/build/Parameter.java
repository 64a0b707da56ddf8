package duet.models.build;

import duet.inference.tensor.Shape;

/**
 * Weights that a network needs: name and shape say which, centre and spread say what a fresh
 * network starts with.
 *
 * @param name such as {@code down1.conv.weight}; the same in every variant of a network
 * @param centre mean of the fresh values
 * @param spread their standard deviation, chosen so that the signal keeps its size from layer to
 *     layer
 */
public record Parameter(String name, Shape shape, double centre, double spread) {}
