/**
 * The lanes on screen: what was planned above what happened, on one axis, with the numbers and
 * whose they are. Takes plain values; knows no scheduler, no engine and no device.
 */
@NullMarked
package duet.viewer.panel.lane;

import org.jspecify.annotations.NullMarked;
