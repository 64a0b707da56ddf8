/**
 * One model on one image: made ready by the model card, run, read out on the grid of the image.
 * Knows neither queues nor threads nor sessions, and no patient but the plane of a slice.
 */
@NullMarked
package duet.app.vision;

import org.jspecify.annotations.NullMarked;
