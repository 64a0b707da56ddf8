/**
 * What exporters leave in a network and nobody needs: steps that do nothing, turns there and back,
 * and numbers that are computed anew in each run although they are always the same.
 */
@NullMarked
package duet.inference.surgery.tidy;

import org.jspecify.annotations.NullMarked;
