/**
 * Training of Pix2Pix on pairs of CT and MRI: generator, discriminator, losses, augmentation and
 * the run itself.
 */
@NullMarked
package duet.models.training.mri;

import org.jspecify.annotations.NullMarked;
