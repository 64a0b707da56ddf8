/**
 * A simulated Jetson that reads along: the pictures come from this computer, the times from a
 * prediction. Nothing in here was measured.
 */
@NullMarked
package duet.app.jetson;

import org.jspecify.annotations.NullMarked;
