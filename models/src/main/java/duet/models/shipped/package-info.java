/**
 * The trained models that come with Duet: which they are, and how one gets from the class path to a
 * file that a runtime can open. What they are good for is in their cards.
 */
@NullMarked
package duet.models.shipped;

import org.jspecify.annotations.NullMarked;
