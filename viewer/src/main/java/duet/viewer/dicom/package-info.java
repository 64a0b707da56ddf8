/**
 * Our own small DICOM vocabulary: data sets, tags, transfer syntaxes, reader and writer interfaces.
 * Free of any toolkit.
 */
@NullMarked
package duet.viewer.dicom;

import org.jspecify.annotations.NullMarked;
