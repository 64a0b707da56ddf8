/**
 * Plans on this machine: networks measured, planned for and run, plan beside truth. Knows no
 * reading.
 */
@NullMarked
package duet.app.planning;

import org.jspecify.annotations.NullMarked;
