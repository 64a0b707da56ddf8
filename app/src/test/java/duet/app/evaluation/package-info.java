/** Tests of models against datasets. */
@NullMarked
package duet.app.evaluation;

import org.jspecify.annotations.NullMarked;
