/**
 * The experiments of arXiv 2510.01730: what the paper measured, what it leaves open, and what a
 * simulated Jetson makes of it. Fits two numbers at most; says nothing about good or bad.
 */
@NullMarked
package duet.app.reproduce.experiment;

import org.jspecify.annotations.NullMarked;
