/**
 * DICOM associations in and out: C-ECHO and C-STORE. The one place in app that imports the DICOM
 * toolkit.
 */
@NullMarked
package duet.app.dimse;

import org.jspecify.annotations.NullMarked;
