/** Tests of sessions and lanes. */
@NullMarked
package duet.app.reading;

import org.jspecify.annotations.NullMarked;
