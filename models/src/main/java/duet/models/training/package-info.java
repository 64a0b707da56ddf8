/**
 * What every training run needs: PyTorch, named variables, optimiser, average, checkpoints, a
 * record. Knows no network and no data; those are in the packages below.
 */
@NullMarked
package duet.models.training;

import org.jspecify.annotations.NullMarked;
