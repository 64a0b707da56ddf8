/**
 * Models against datasets: runs a model as a reading would, judges what it gives, and writes
 * tables, JSON and pictures of it. Knows no command line.
 */
@NullMarked
package duet.app.evaluation;

import org.jspecify.annotations.NullMarked;
