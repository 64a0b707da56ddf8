/**
 * Layers that a DLA lacks, put as others that it has: the same numbers, or the same but for
 * rounding where it is said.
 */
@NullMarked
package duet.inference.surgery.replace;

import org.jspecify.annotations.NullMarked;
