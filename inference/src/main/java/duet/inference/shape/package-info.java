/**
 * Works out the types and shapes in a graph without running it. What cannot be known stays unknown:
 * no operator, attribute or size in a file makes it fail.
 */
@NullMarked
package duet.inference.shape;

import org.jspecify.annotations.NullMarked;
