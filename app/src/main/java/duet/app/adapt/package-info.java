/**
 * A model made to fit the DLA of a Jetson: which cures, in which order, and the proof that the
 * result is the same. The edits themselves are surgery of inference.
 */
@NullMarked
package duet.app.adapt;

import org.jspecify.annotations.NullMarked;
