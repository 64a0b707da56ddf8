/** What is left to do where a network for a DLA ends: boxes out of the maps of a YOLOv8. */
@NullMarked
package duet.app.vision.head;

import org.jspecify.annotations.NullMarked;
