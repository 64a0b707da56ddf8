/**
 * Finds files below folders and in ZIPs, and turns each into slices or a reason. All it meets is
 * hostile until proved otherwise: memory and time are bounded, nothing is written.
 */
@NullMarked
package duet.app.archive.scan;

import org.jspecify.annotations.NullMarked;
