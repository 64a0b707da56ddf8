/**
 * What happens, and when, if a plan is followed: discrete events on a virtual clock, the same every
 * time. Nothing is computed and nothing measured.
 */
@NullMarked
package duet.inference.simulation;

import org.jspecify.annotations.NullMarked;
