/**
 * How near a synthetic MRI is to the acquired one: PSNR, SSIM, MSE and sharpness, over the whole
 * picture and inside the head, beside models that know nothing.
 */
@NullMarked
package duet.models.evaluation.image;

import org.jspecify.annotations.NullMarked;
