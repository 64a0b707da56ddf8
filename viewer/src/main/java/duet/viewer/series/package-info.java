/**
 * Slices in Hounsfield units, ordered along their normal into a series, or refused with a reason.
 * No file, no screen.
 */
@NullMarked
package duet.viewer.series;

import org.jspecify.annotations.NullMarked;
