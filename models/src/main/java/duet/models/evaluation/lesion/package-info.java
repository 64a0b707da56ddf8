/**
 * Whether a lesion survives the way from CT to synthetic MRI: inserts lesions of known size and
 * contrast into CT pictures and measures what is left of them. Knows pictures; knows no network.
 */
@NullMarked
package duet.models.evaluation.lesion;

import org.jspecify.annotations.NullMarked;
