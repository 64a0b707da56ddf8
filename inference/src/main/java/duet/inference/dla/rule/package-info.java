/**
 * What the DLA of a Jetson takes, as tables of rules by TensorRT release, device and precision,
 * each with its source; and the verdict they give on facts about a layer. Knows no graph.
 */
@NullMarked
package duet.inference.dla.rule;

import org.jspecify.annotations.NullMarked;
