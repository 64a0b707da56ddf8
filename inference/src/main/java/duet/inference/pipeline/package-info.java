/** Bounded channels and the threads that serve them. Knows nothing of images. */
@NullMarked
package duet.inference.pipeline;

import org.jspecify.annotations.NullMarked;
