/**
 * Runs that train the detector: options, steps, validation, checkpoints. Knows no verbs; what is
 * learnt from is in {@code scene}, what learns is in {@code yolo}.
 */
@NullMarked
package duet.models.training.detect;

import org.jspecify.annotations.NullMarked;
