/**
 * How well boxes are found: average precision, sensitivity and specificity of an image, and the
 * free-response curve, each with an interval over patients.
 */
@NullMarked
package duet.models.evaluation.boxes;

import org.jspecify.annotations.NullMarked;
