/**
 * Which layers of a graph the DLA of a Jetson takes, by the rules: verdicts, sub-graphs, loadables.
 * Runs nothing and measures nothing.
 */
@NullMarked
package duet.inference.dla;

import org.jspecify.annotations.NullMarked;
