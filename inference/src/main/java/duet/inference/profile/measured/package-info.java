/**
 * Profiles from stopwatches: networks are cut, opened and run on the lanes of a backend. Knows no
 * plan.
 */
@NullMarked
package duet.inference.profile.measured;

import org.jspecify.annotations.NullMarked;
