/** A few numbers with a shape, such as the sizes that a network computes for itself. */
@NullMarked
package duet.inference.shape.number;

import org.jspecify.annotations.NullMarked;
