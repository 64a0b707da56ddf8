/** What of a slice a detector is shown. Knows pixels and no models. */
@NullMarked
package duet.models.crop;

import org.jspecify.annotations.NullMarked;
