/**
 * What only a run can tell of a network: the shapes and ranges of its inner values, and how two
 * forms of one network differ in results and time. Runs it; edits nothing but what it watches.
 */
@NullMarked
package duet.inference.calibration;

import org.jspecify.annotations.NullMarked;
