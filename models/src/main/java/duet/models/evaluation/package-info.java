/**
 * How sure a figure is: estimates with intervals by resampling whole patients. Knows nothing of
 * what is measured; the packages below do, and none of them knows how a model is run.
 */
@NullMarked
package duet.models.evaluation;

import org.jspecify.annotations.NullMarked;
