/**
 * Pixel data decoders, one per family of transfer syntaxes. Input is hostile until proved
 * otherwise.
 */
@NullMarked
package duet.viewer.dicom.codec;

import org.jspecify.annotations.NullMarked;
