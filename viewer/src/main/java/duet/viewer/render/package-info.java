/**
 * Pixels without a screen: window, resampling, frames of ARGB ints. The same code paints the screen
 * and the report.
 */
@NullMarked
package duet.viewer.render;

import org.jspecify.annotations.NullMarked;
