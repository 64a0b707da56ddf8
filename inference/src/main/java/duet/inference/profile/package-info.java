/**
 * What models cost on the lanes of a device: measured or predicted, cut in segments, with what it
 * costs to hand over between lanes. Knows nothing of what runs when.
 */
@NullMarked
package duet.inference.profile;

import org.jspecify.annotations.NullMarked;
