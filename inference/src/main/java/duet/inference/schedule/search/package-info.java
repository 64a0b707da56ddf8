/**
 * The search for a plan: routes as loads on lanes, bounds that no plan can beat, and trials by
 * simulation, best bound first. Knows nothing of policies and their names.
 */
@NullMarked
package duet.inference.schedule.search;

import org.jspecify.annotations.NullMarked;
