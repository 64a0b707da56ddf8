/**
 * Memory with a shape: data types, shapes, direct buffers. Knows nothing of what the numbers mean.
 */
@NullMarked
package duet.inference.tensor;

import org.jspecify.annotations.NullMarked;
