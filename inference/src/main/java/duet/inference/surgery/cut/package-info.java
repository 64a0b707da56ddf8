/**
 * A network cut in two: at values of one's choice, or where the part of a YOLOv8 ends that a DLA
 * can run. Both halves together are the whole.
 */
@NullMarked
package duet.inference.surgery.cut;

import org.jspecify.annotations.NullMarked;
