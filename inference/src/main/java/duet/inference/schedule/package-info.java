/**
 * Ways to find a plan for a problem, from everything on the GPU to the best there is, each with
 * what it is worth and how far from the best it can be.
 */
@NullMarked
package duet.inference.schedule;

import org.jspecify.annotations.NullMarked;
