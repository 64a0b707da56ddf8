/**
 * Where a network can be cut in parts, what goes over each cut, and the parts as networks of their
 * own. Knows nothing of lanes or times.
 */
@NullMarked
package duet.inference.partition;

import org.jspecify.annotations.NullMarked;
