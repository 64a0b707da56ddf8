/** What was found on a slice: boxes in image space, measurements. Knows no model. */
@NullMarked
package duet.viewer.finding;

import org.jspecify.annotations.NullMarked;
