/** Tests of what goes on paper and into files. */
@NullMarked
package duet.app.report;

import org.jspecify.annotations.NullMarked;
