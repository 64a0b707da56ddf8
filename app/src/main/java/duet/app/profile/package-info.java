/** Profiles of models as JSON files. Knows nothing of how they are measured, predicted or used. */
@NullMarked
package duet.app.profile;

import org.jspecify.annotations.NullMarked;
