/** A neural network as an immutable graph in topological order. Knows no file format. */
@NullMarked
package duet.inference.graph;

import org.jspecify.annotations.NullMarked;
