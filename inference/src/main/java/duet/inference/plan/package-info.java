/**
 * What is to run and which way each network takes over the lanes. Says nothing of when: that
 * follows in a simulation or in a run.
 */
@NullMarked
package duet.inference.plan;

import org.jspecify.annotations.NullMarked;
