/** Paints in image space over a slice: boxes, orientation letters, labels, scale bar. */
@NullMarked
package duet.viewer.overlay;

import org.jspecify.annotations.NullMarked;
