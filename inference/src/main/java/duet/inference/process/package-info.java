/** Runs a part of Duet in a process of its own. Knows nothing of what the part does. */
@NullMarked
package duet.inference.process;

import org.jspecify.annotations.NullMarked;
