/**
 * The one place in viewer that imports the DICOM toolkit (org.aoju bus-image, a repackaged dcm4che
 * 5). Nothing of it leaves this package.
 */
@NullMarked
package duet.viewer.dicom.toolkit;

import org.jspecify.annotations.NullMarked;
