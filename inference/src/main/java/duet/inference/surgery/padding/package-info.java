/**
 * Transposed convolutions without the padding that a DLA refuses: three forms that compute the
 * same. Knows what a convolution is, and no device.
 */
@NullMarked
package duet.inference.surgery.padding;

import org.jspecify.annotations.NullMarked;
