/** Palette and style sheets. */
@NullMarked
package duet.viewer.style;

import org.jspecify.annotations.NullMarked;
