/**
 * The experiments of arXiv 2510.01730 on a simulated Jetson, and how well the models behind the
 * simulation meet public measurements. Everything in here is predicted; what was measured was
 * measured by others and says by whom.
 */
@NullMarked
package duet.app.reproduce;

import org.jspecify.annotations.NullMarked;
