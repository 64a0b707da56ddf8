/** A slice on screen: image node, state of the view (window, zoom, pan), linked views. */
@NullMarked
package duet.viewer.viewport;

import org.jspecify.annotations.NullMarked;
