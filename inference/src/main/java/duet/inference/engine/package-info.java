/**
 * The promise every runtime keeps: a backend opens a model on a lane, an engine runs it on buffers
 * that the caller owns.
 */
@NullMarked
package duet.inference.engine;

import org.jspecify.annotations.NullMarked;
