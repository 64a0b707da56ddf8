/**
 * By which clock a reader tells what happened: that of this machine, or that of a simulated one.
 */
@NullMarked
package duet.app.reading.clock;

import org.jspecify.annotations.NullMarked;
