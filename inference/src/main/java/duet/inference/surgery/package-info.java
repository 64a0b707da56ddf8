/**
 * Edits of a graph: each takes a graph and gives a new one, with a record of what it changed. Runs
 * nothing: numbers that only a run can tell, such as the range of an activation, are handed in.
 */
@NullMarked
package duet.inference.surgery;

import org.jspecify.annotations.NullMarked;
