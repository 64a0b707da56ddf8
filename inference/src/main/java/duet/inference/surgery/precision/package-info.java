/**
 * The same network in fewer bits: bytes for the convolutions, or FP16. Ranges of activations are
 * handed in; measuring them is for those who can run a network.
 */
@NullMarked
package duet.inference.surgery.precision;

import org.jspecify.annotations.NullMarked;
