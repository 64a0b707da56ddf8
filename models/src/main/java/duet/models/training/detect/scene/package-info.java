/**
 * Pictures to learn from: heads, bleeds painted into them, warped and noised. Knows no network; all
 * chance comes from a generator that is handed in.
 */
@NullMarked
package duet.models.training.detect.scene;

import org.jspecify.annotations.NullMarked;
