/** A reading on paper and in files: PDF, JSON, PNG pairs. */
@NullMarked
package duet.app.report;

import org.jspecify.annotations.NullMarked;
