package duet.app.vision;

import duet.viewer.finding.Box;

/**
 * What a detector sees in an image.
 *
 * @param classIndex into the classes of the model card
 * @param label class name from the model card
 * @param confidence 0..1
 * @param box in image pixels; may reach a little beyond the image, as the model drew it
 */
public record DetectedBox(int classIndex, String label, double confidence, Box box) {}
