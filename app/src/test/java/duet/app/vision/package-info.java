/** Tests of one model on one image. */
@NullMarked
package duet.app.vision;

import org.jspecify.annotations.NullMarked;
