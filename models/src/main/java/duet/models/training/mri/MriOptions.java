package duet.models.training.mri;

import duet.models.build.Pix2Pix;

/**
 * How a generator is trained; with the data it decides every number of the run.
 *
 * @param epochs times that each pair is seen
 * @param batch pairs a step
 * @param rate peak of the learning rate of the generator
 * @param lambda weight of the mean absolute difference; 100 in the tutorial
 * @param similarity weight of 1 - SSIM; 0 in the tutorial
 * @param adversarial weight of the discriminator's word; 1 in the tutorial, 0 does without one
 * @param dropout in the first three blocks up while learning; 0.5 in the tutorial
 * @param keep of the moving average of the weights at each step
 * @param patience epochs without a better validation after which the run ends
 */
public record MriOptions(
    Pix2Pix.Variant variant,
    int width,
    int epochs,
    int batch,
    float rate,
    float lambda,
    float similarity,
    float adversarial,
    float dropout,
    float keep,
    int patience,
    long seed) {}
