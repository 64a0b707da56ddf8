/** What silicon there is: lanes, and whose numbers a measurement is. Knows no model. */
@NullMarked
package duet.inference.device;

import org.jspecify.annotations.NullMarked;
