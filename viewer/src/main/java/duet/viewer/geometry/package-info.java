/** Points, planes and affines in patient millimetres (LPS). The only place that flips axes. */
@NullMarked
package duet.viewer.geometry;

import org.jspecify.annotations.NullMarked;
