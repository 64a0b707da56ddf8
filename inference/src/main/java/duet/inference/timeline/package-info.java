/**
 * What ran where, when, and what use of each lane follows from it. Knows lanes and nanoseconds;
 * knows nothing of models.
 */
@NullMarked
package duet.inference.timeline;

import org.jspecify.annotations.NullMarked;
