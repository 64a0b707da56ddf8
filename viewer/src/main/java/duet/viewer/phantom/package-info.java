/**
 * A synthetic head CT, computed and nobody's: anatomy in millimetres, as slices and as DICOM
 * objects. For demonstrations and tests.
 */
@NullMarked
package duet.viewer.phantom;

import org.jspecify.annotations.NullMarked;
