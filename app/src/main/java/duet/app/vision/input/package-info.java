/**
 * How an image becomes the input of a network, and where it lies in it: window, head, resize,
 * channels. Knows no engines.
 */
@NullMarked
package duet.app.vision.input;

import org.jspecify.annotations.NullMarked;
